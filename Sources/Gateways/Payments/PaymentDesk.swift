/// The gateways behind one counter: asks the right one, waits no longer than it may, and never asks for the
/// same thing twice without looking first.
package struct PaymentDesk: Sendable {
  private let money: any PaymentGateway
  private let codes: any PaymentGateway
  private let timeout: Duration
  private let clock: any Clock<Duration>

  /// - Parameters:
  ///   - money: for `.money` instructions.
  ///   - codes: for `.code` instructions.
  ///   - timeout: of each single call. What has not answered by then is unknown.
  package init(
    money: any PaymentGateway, codes: any PaymentGateway, timeout: Duration = .seconds(20),
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.money = money
    self.codes = codes
    self.timeout = timeout
    self.clock = clock
  }

  /// Sees that an instruction is carried out, as far as that can be known now. Makes no second attempt within
  /// one call: `.unknown` is for the caller's retry policy, which comes back later with `askedBefore`.
  ///
  /// - Parameter askedBefore: an earlier call with this key was made, or may have been: then the gateway is
  ///   asked what became of it first, and the instruction is given only if it never arrived.
  /// - Throws: `CancellationError` only. The answer is lost then, and the caller must come back with
  ///   `askedBefore`.
  package func settle(_ instruction: PaymentInstruction, askedBefore: Bool) async throws -> PaymentAnswer {
    let counter = instruction.form.counter
    if askedBefore, let answer = try await asked(instruction.key, at: counter) { return answer }
    let gateway = gateway(at: counter)
    return try await limited({ try await gateway.carryOut(instruction) }) ?? .unknown
  }

  /// Only asks what became of an instruction. One that never arrived has been declined, as `neverReceived`: nobody will give it again.
  ///
  /// - Throws: `CancellationError` only.
  package func inquire(
    about key: String, at counter: PaymentInstruction.Counter
  ) async throws -> PaymentAnswer {
    try await asked(key, at: counter) ?? .declined(.neverReceived)
  }

  /// What became of an instruction; `nil`: it never arrived.
  private func asked(
    _ key: String, at counter: PaymentInstruction.Counter
  ) async throws -> PaymentAnswer? {
    let gateway = gateway(at: counter)
    switch try await limited({ try await gateway.status(of: key) }) {
    case .done(let reference): return .done(reference: reference)
    case .listed(let reference): return .listed(reference: reference)
    case .declined(let reason): return .declined(reason)
    case .inProgress, nil: return .unknown
    case .neverReceived: return nil
    }
  }

  private func gateway(at counter: PaymentInstruction.Counter) -> any PaymentGateway {
    switch counter {
    case .money: money
    case .codes: codes
    }
  }

  /// The call's answer; `nil` when it failed or took too long.
  private func limited<Answer: Sendable>(
    _ call: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer? {
    let answer = await withTaskGroup(of: Answer?.self) { calls in
      calls.addTask { try? await call() }
      calls.addTask {
        try? await clock.sleep(for: timeout)
        return nil
      }
      let first = await calls.next() ?? nil
      calls.cancelAll()
      return first
    }
    try Task.checkCancellation()
    return answer
  }
}
