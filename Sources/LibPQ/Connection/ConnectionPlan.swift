/// Which servers are tried in which order.
///
/// libpq can walk through several hosts by itself, but without blocking it stays at a host that does
/// not answer until TCP gives up, and it resolves names synchronously. So each host is an attempt of its own, with
/// a deadline of its own, and names are resolved beforehand.
struct ConnectionPlan: Equatable {
  struct Attempt: Equatable {
    /// What differs from the common options; empty when libpq is to find the server by itself.
    var overrides: [String: String]
    /// The host's name still has to be looked up.
    var unresolvedHost: String?
  }

  var common: [String: String]
  var attempts: [Attempt]
  var timeout: Duration

  init(_ options: ConnectionOptions, timeout: Duration) {
    common = options.given
    common["client_encoding"] = "UTF8"
    common["fallback_application_name"] = common["fallback_application_name"] ?? "LibPQ"
    // libpq's own minimum; 0 and negative mean "wait for ever", which no call here may.
    let given = options["connect_timeout"].flatMap { Int($0) } ?? 0
    self.timeout = given > 0 ? .seconds(max(given, 2)) : timeout

    var hosts = Self.hosts(options)
    if options["load_balance_hosts"] == "random" { hosts.shuffle() }
    // Two passes, as libpq does it: a standby anywhere before anything else.
    let wanted = options["target_session_attrs"]
    let passes = wanted == "prefer-standby" ? ["standby", "any"] : [wanted ?? "any"]
    attempts = passes.flatMap { pass in
      hosts.map { host in
        var host = host
        host.overrides["target_session_attrs"] = pass
        return host
      }
    }
  }

  private static func hosts(_ options: ConnectionOptions) -> [Attempt] {
    let names = split(options["host"])
    let addresses = split(options["hostaddr"])
    let ports = split(options["port"])
    let count = max(names.count, addresses.count)
    // Lists of different lengths are an error that libpq itself explains best.
    let fits = [names.count, addresses.count].allSatisfy { [0, count].contains($0) }
    guard count > 0, fits, [0, 1, count].contains(ports.count) else {
      return [Attempt(overrides: [:], unresolvedHost: nil)]
    }
    return (0..<count).map { index in
      let name = names.isEmpty ? "" : names[index]
      let address = addresses.isEmpty ? "" : addresses[index]
      var attempt = Attempt(overrides: ["host": name, "hostaddr": address], unresolvedHost: nil)
      if !ports.isEmpty { attempt.overrides["port"] = ports[ports.count == 1 ? 0 : index] }
      let isSocket = name.isEmpty || name.hasPrefix("/") || name.hasPrefix("@")
      if address.isEmpty, !isSocket { attempt.unresolvedHost = name }
      return attempt
    }
  }

  private static func split(_ list: String?) -> [String] {
    guard let list, !list.isEmpty else { return [] }
    return list.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
