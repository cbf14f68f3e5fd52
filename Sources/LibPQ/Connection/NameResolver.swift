import Glibc

/// Looks host names up on a thread of its own: `getaddrinfo` blocks, for seconds if a name server is silent.
enum NameResolver {
  private typealias Answer = Result<[String], ConnectionError>

  /// The numeric addresses of a host, in the order in which the system wants them tried. After the
  /// deadline the thread is left to its fate: nothing can interrupt it.
  static func addresses(
    of host: String, until deadline: ContinuousClock.Instant
  ) async throws(ConnectionError) -> [String] {
    let answer: Answer = await withCheckedContinuation { continuation in
      let race = Race(continuation)
      let late = ConnectionError(.connectionFailed, "could not look up host \(host) in time")
      Task.detached {
        try? await Task.sleep(until: deadline)
        race.finish(.failure(late))
      }
      lookUp(host, race)
    }
    return try answer.get()
  }

  /// The first answer counts.
  private final class Race: Sendable {
    private let continuation: Locked<CheckedContinuation<Answer, Never>?>

    init(_ continuation: CheckedContinuation<Answer, Never>) {
      self.continuation = Locked(continuation)
    }

    func finish(_ answer: Answer) {
      continuation.withLock { $0.take() }?.resume(returning: answer)
    }
  }

  private final class Work: Sendable {
    let host: String
    let race: Race

    init(_ host: String, _ race: Race) {
      self.host = host
      self.race = race
    }
  }

  private static func lookUp(_ host: String, _ race: Race) {
    let work = Unmanaged.passRetained(Work(host, race))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        let work = Unmanaged<Work>.fromOpaque(context!).takeRetainedValue()
        work.race.finish(NameResolver.addresses(of: work.host))
        return nil
      }, work.toOpaque())
    if code == 0 {
      pthread_detach(thread)
    } else {
      work.release()
      race.finish(.failure(ConnectionError(.connectionFailed, "no thread to look up \(host): error \(code)")))
    }
  }

  private static func addresses(of host: String) -> Answer {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, nil, &hints, &list)
    guard code == 0 else {
      let reason = "could not look up host \(host): \(String(cString: gai_strerror(code)))"
      return .failure(ConnectionError(.connectionFailed, reason))
    }
    defer { freeaddrinfo(list) }
    return .success(sequence(first: list, next: { $0?.pointee.ai_next }).compactMap { numeric($0?.pointee) })
  }

  private static func numeric(_ info: addrinfo?) -> String? {
    guard let info else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { name in
      let code = getnameinfo(
        info.ai_addr, info.ai_addrlen, name.baseAddress, socklen_t(NI_MAXHOST), nil, 0, NI_NUMERICHOST)
      return code == 0 ? String(cString: name.baseAddress!) : nil
    }
  }
}
