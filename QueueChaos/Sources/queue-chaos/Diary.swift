import Foundation
import Synchronization

/// What the driver did and when, beside the workers' logs: for whoever reads a violation's story.
final class Diary: Sendable {
  private let file: Mutex<FileHandle>

  init(folder: URL) throws {
    let place = folder.appending(path: "driver.log")
    try Data().write(to: place)
    file = Mutex(try FileHandle(forWritingTo: place))
  }

  func note(_ line: String) {
    let text = "\(Date.now.formatted(.iso8601.time(includingFractionalSeconds: true))) \(line)\n"
    file.withLock { try? $0.write(contentsOf: Data(text.utf8)) }
  }
}
