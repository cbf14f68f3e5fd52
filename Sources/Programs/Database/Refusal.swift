import Foundation
import LibPQ

/// Why no connection came about, in a sentence, and whether waiting may help.
///
/// libpq hands over no SQLSTATE for a connection that failed, only words. The server's are recognised in English; in
/// another language they are shown as they are.
struct Refusal {
  let failure: Failure
  let mayPass: Bool
  /// What libpq or the server said, on one line.
  let reason: String

  init(_ error: ConnectionError) {
    let reason = Self.tidy(error.reason)
    self.reason = reason
    func says(_ words: String...) -> Bool { words.contains { reason.localizedCaseInsensitiveContains($0) } }
    if error.kind == .invalidConfiguration {
      mayPass = false
      failure = .wrongInput(
        "The database's address cannot be understood: \(reason).",
        remedy:
          "It looks like postgresql://user@host/name; it comes from --database, DATABASE_URL or the PG* variables."
      )
    } else if says("password authentication failed", "no password supplied", "authentication failed for user")
    {
      mayPass = false
      failure = Failure(
        "The database does not accept the user or the password: \(reason).",
        remedy: "Check them in --database or DATABASE_URL, in PGUSER and PGPASSWORD, or in ~/.pgpass.")
    } else if says("no pg_hba.conf entry", "role \"") {
      mayPass = false
      failure = Failure(
        "The database lets this user not in: \(reason).",
        remedy:
          "Name another in --database, DATABASE_URL or PGUSER, or have the server's administrator let it in.")
    } else if says("database \"") && says("does not exist") {
      mayPass = false
      failure = Failure(
        "The server has no such database: \(reason).",
        remedy: "Create it with createdb, then run: redress migrate up")
    } else {
      mayPass = true
      failure = Failure(
        "The database cannot be reached: \(reason).",
        remedy:
          "Start it, or name another with --database, DATABASE_URL or the PG* variables; --wait gives it more time."
      )
    }
  }

  /// libpq breaks its lines, repeats itself for each address, and ends with a full stop or a question.
  private static func tidy(_ reason: String) -> String {
    let ends = CharacterSet(charactersIn: ".?;,: ")
    let words = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var parts: [String] = []
    for part in words.components(separatedBy: ";") {
      let part = (part.components(separatedBy: " Is the server running").first ?? part).trimmingCharacters(
        in: ends)
      if !part.isEmpty, !parts.contains(part) { parts.append(part) }
    }
    return parts.joined(separator: "; ")
  }
}
