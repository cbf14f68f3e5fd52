/// The settings of a private server, as the words of its command line.
enum ServerOptions {
  /// Callers cannot change these: no TCP, a socket in a directory that nobody else enters.
  static func reserved(_ placement: Placement) -> [String: String] {
    [
      "listen_addresses": "",
      "port": String(Placement.port),
      "unix_socket_directories": "\"\(placement.socketDirectory)\"",
      "unix_socket_permissions": "0700",
    ]
  }

  /// Callers may override these. The log must not repeat customers' data: `terse` leaves out the DETAIL with the key's
  /// values, and neither the failing statement nor its parameters are written.
  static let defaults = [
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "max_connections": "200",
    "max_wal_size": "2GB",
  ]

  static func merged(_ settings: [String: String], placement: Placement) throws -> [String: String] {
    let reserved = reserved(placement)
    if let name = settings.keys.sorted().first(where: { reserved.keys.contains($0.lowercased()) }) {
      throw EmbeddedPostgresError.settingReserved(name)
    }
    return defaults.merging(settings) { $1 }.merging(reserved) { $1 }
  }

  /// pg_ctl hands its `--options` to a shell.
  static func commandLine(_ settings: [String: String]) -> String {
    settings.sorted { $0.key < $1.key }.map { "-c " + shellQuoted("\($0.key)=\($0.value)") }.joined(
      separator: " ")
  }

  static func shellQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// A `keyword=value` string of libpq's.
  static func connectionString(_ placement: Placement, database: String) -> String {
    let words = [
      ("host", placement.socketDirectory), ("port", String(Placement.port)), ("user", "postgres"),
      ("dbname", database),
    ]
    return words.map { "\($0)=\(libpqQuoted($1))" }.joined(separator: " ")
  }

  static func libpqQuoted(_ value: String) -> String {
    let escaped = value.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "'\(String(escaped))'"
  }
}
