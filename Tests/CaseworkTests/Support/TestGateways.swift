import Complaints
import Foundation
import Gateways
import LibPQ

@testable import Casework

/// A payment gateway that does what a test says before, after or instead of the real one.
actor ScriptedGateway: PaymentGateway {
  enum Behaviour: Sendable {
    case works
    case declines(DeclineReason)
    /// Takes the instruction, and the answer is lost.
    case answersNothing
    /// Never gets the instruction.
    case cannotBeReached
    /// Takes the instruction and does not answer until it is cancelled.
    case hangs
  }

  struct Unreachable: Error {}

  private let real: any PaymentGateway
  private(set) var instructions: [PaymentInstruction] = []
  private(set) var questions: [String] = []
  private var behaviour: Behaviour

  init(_ real: any PaymentGateway, _ behaviour: Behaviour = .works) {
    self.real = real
    self.behaviour = behaviour
  }

  func behave(_ behaviour: Behaviour) { self.behaviour = behaviour }

  func carryOut(_ instruction: PaymentInstruction) async throws -> PaymentAnswer {
    instructions.append(instruction)
    switch behaviour {
    case .works: return try await real.carryOut(instruction)
    case .declines(let reason): return .declined(reason)
    case .answersNothing:
      _ = try await real.carryOut(instruction)
      throw Unreachable()
    case .cannotBeReached: throw Unreachable()
    case .hangs:
      _ = try await real.carryOut(instruction)
      try await Task.sleep(for: .seconds(3600))
      return .unknown
    }
  }

  func status(of key: String) async throws -> PaymentStatus {
    questions.append(key)
    if case .cannotBeReached = behaviour { throw Unreachable() }
    return try await real.status(of: key)
  }
}

extension CaseworkDatabase {
  var payouts: PayoutBook { PayoutBook(pool) }
  var vouchers: VoucherBook { VoucherBook(pool) }

  /// The step with the embedded gateways, or with another one for money.
  func compensating(
    money: (any PaymentGateway)? = nil, timeout: Duration = .seconds(10)
  ) -> CompensateHandler {
    CompensateHandler(
      pool: pool, desk: PaymentDesk(money: money ?? payouts, codes: vouchers, timeout: timeout))
  }
}
