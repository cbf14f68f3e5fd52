import Foundation
import Programs

/// A worker process of the demonstration, and what its log says about it.
struct DemoWorker: Sendable {
  let number: Int
  let log: String
  let process: ProgramProcess

  init(_ number: Int, place: DemoPlace, database: String) throws {
    self.number = number
    log = place.log(ofWorker: number)
    process = try ProgramProcess(
      "redress-worker",
      ["--mail", place.mail, "--poll", "50ms", "--progress", "200ms", "--with-standard-input"],
      database: database, log: log)
  }

  /// Jobs that it has done, as its log last said.
  var done: Int {
    guard let file = FileHandle(forReadingAtPath: log) else { return 0 }
    defer { try? file.close() }
    guard let size = try? file.seekToEnd() else { return 0 }
    try? file.seek(toOffset: size > 4096 ? size - 4096 : 0)
    let tail = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    return Self.done(inLog: tail) ?? 0
  }

  /// Of the last line about progress.
  static func done(inLog text: String) -> Int? {
    for line in text.split(separator: "\n").reversed() where line.contains(" progress ") {
      for word in line.split(separator: " ") where word.hasPrefix("done=") { return Int(word.dropFirst(5)) }
    }
    return nil
  }

  /// What to show when it ended although nobody asked it to.
  var lastWords: String {
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").suffix(3).joined(separator: "\n")
  }
}
