import CLibPQ

/// libpq's own reading of connection strings and of the environment, as keywords and values.
struct ConnectionOptions: Equatable {
  /// What was said outright.
  var given: [String: String]
  /// What holds where nothing was said: the environment, then what libpq was compiled with.
  var defaults: [String: String]

  subscript(keyword: String) -> String? {
    given[keyword] ?? defaults[keyword]
  }

  init(given: [String: String], defaults: [String: String] = [:]) {
    self.given = given
    self.defaults = defaults
  }

  init(_ configuration: ConnectionConfiguration) throws(ConnectionError) {
    given = try Self.parse(configuration.connectionString)
    given.merge(configuration.options) { $1 }
    // A service brings its values from a file that only libpq reads, and they come before the environment.
    defaults = given["service"] == nil ? Self.environment() : [:]
  }

  private static func parse(_ text: String) throws(ConnectionError) -> [String: String] {
    guard !text.utf8.contains(0) else {
      throw ConnectionError(.invalidConfiguration, "the connection string contains U+0000")
    }
    var message: UnsafeMutablePointer<CChar>?
    guard let parsed = PQconninfoParse(text, &message) else {
      defer { PQfreemem(message) }
      let reason = message.map { String(cString: $0) } ?? "out of memory"
      throw ConnectionError(.invalidConfiguration, "the connection string: \(withoutQuotations(reason))")
    }
    defer { PQconninfoFree(parsed) }
    return values(parsed)
  }

  private static func environment() -> [String: String] {
    guard let found = PQconndefaults() else { return [:] }
    defer { PQconninfoFree(found) }
    return values(found)
  }

  private static func values(_ first: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
    var values: [String: String] = [:]
    var option = first
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return values
  }

  /// libpq quotes the piece that it stumbled over, and that may be the password. Only the names of unknown
  /// keywords are shown.
  private static func withoutQuotations(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
    let namesKeyword = ["invalid connection option", "invalid URI query parameter"]
    guard !namesKeyword.contains(where: line.hasPrefix), let quote = line.firstIndex(of: "\"") else {
      return line
    }
    return line[..<quote] + "\"…\""
  }
}
