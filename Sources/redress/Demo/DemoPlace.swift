import Foundation
import Programs

/// The folder of a demonstration.
struct DemoPlace: Sendable {
  /// As it was given: what a person is told is relative to where they are.
  let folder: String

  init(_ folder: String) { self.folder = folder }

  var server: String { "\(folder)/postgres" }
  var mail: String { "\(folder)/mail" }
  var payouts: String { "\(folder)/payouts" }
  var logs: String { "\(folder)/log" }
  func log(ofWorker number: Int) -> String { "\(logs)/worker-\(number).log" }
  func rejects(of file: String) -> String {
    "\(folder)/\(((file as NSString).lastPathComponent as NSString).deletingPathExtension)"
  }

  /// Takes away what an earlier run left, and nothing else that may lie there.
  func prepare() throws {
    let files = FileManager.default
    for path in [mail, payouts, logs] {
      if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
      // Mails and payouts are about people, if only invented ones.
      try files.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] where name.contains(".rejects") {
      try files.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
