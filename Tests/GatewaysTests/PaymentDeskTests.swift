import Complaints
import Foundation
import Testing

@testable import Gateways

@Suite struct PaymentDeskTests {
  /// Answers by script, and notes what it was asked.
  private actor Script: PaymentGateway {
    struct Broken: Error {}
    let answer: PaymentAnswer?
    let status: PaymentStatus?
    private(set) var calls: [String] = []

    init(answer: PaymentAnswer?, status: PaymentStatus? = .neverReceived) {
      self.answer = answer
      self.status = status
    }

    func carryOut(_ instruction: PaymentInstruction) throws -> PaymentAnswer {
      calls.append("carryOut \(instruction.key)")
      guard let answer else { throw Broken() }
      return answer
    }

    func status(of key: String) throws -> PaymentStatus {
      calls.append("status \(key)")
      guard let status else { throw Broken() }
      return status
    }
  }

  private struct Silent: PaymentGateway {
    func carryOut(_ instruction: PaymentInstruction) async throws -> PaymentAnswer {
      try await Task.sleep(for: .seconds(3600))
      return .done(reference: "too late")
    }

    func status(of key: String) async throws -> PaymentStatus {
      try await Task.sleep(for: .seconds(3600))
      return .inProgress
    }
  }

  private let payment = instruction("k", case: 1, .money(means: "card"), 500)

  @Test func asksDirectlyWhatWasNeverAskedFor() async throws {
    let script = Script(answer: .done(reference: "r"))
    let desk = PaymentDesk(money: script, codes: Script(answer: nil))
    #expect(try await desk.settle(payment, askedBefore: false) == .done(reference: "r"))
    #expect(await script.calls == ["carryOut k"])
  }

  @Test(arguments: [
    (PaymentStatus.done(reference: "r"), PaymentAnswer.done(reference: "r")),
    (.listed(reference: "r"), .listed(reference: "r")),
    (.declined(.unsupported), .declined(.unsupported)), (.inProgress, .unknown),
  ])
  func looksFirstAndDoesNotRepeat(_ status: PaymentStatus, _ answer: PaymentAnswer) async throws {
    let script = Script(answer: .done(reference: "twice"), status: status)
    let desk = PaymentDesk(money: script, codes: Script(answer: nil))
    #expect(try await desk.settle(payment, askedBefore: true) == answer)
    #expect(await script.calls == ["status k"])
  }

  @Test func repeatsOnlyWhatNeverArrived() async throws {
    let script = Script(answer: .done(reference: "r"), status: .neverReceived)
    let desk = PaymentDesk(money: script, codes: Script(answer: nil))
    #expect(try await desk.settle(payment, askedBefore: true) == .done(reference: "r"))
    #expect(await script.calls == ["status k", "carryOut k"])
  }

  @Test func aStatusThatCannotBeHadRepeatsNothing() async throws {
    let script = Script(answer: .done(reference: "twice"), status: nil)
    let desk = PaymentDesk(money: script, codes: Script(answer: nil))
    #expect(try await desk.settle(payment, askedBefore: true) == .unknown)
    #expect(await script.calls == ["status k"])
  }

  @Test func anErrorAndASilenceAreUnknown() async throws {
    let broken = PaymentDesk(money: Script(answer: nil), codes: Script(answer: nil))
    #expect(try await broken.settle(payment, askedBefore: false) == .unknown)
    let silent = PaymentDesk(money: Silent(), codes: Silent(), timeout: .milliseconds(20))
    #expect(try await silent.settle(payment, askedBefore: false) == .unknown)
    #expect(try await silent.settle(payment, askedBefore: true) == .unknown)
  }

  @Test func aCancelledCallerIsNotToldAnAnswer() async throws {
    let desk = PaymentDesk(money: Silent(), codes: Silent())
    let payment = payment
    let task = Task { try await desk.settle(payment, askedBefore: false) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aProvidersTextIsNeverKept() {
    #expect(DeclineReason(rawValue: "insufficient_funds").rawValue == "insufficient_funds")
    #expect(DeclineReason(rawValue: "Card of Jan Kowalski is blocked").rawValue == "unspecified")
    #expect(DeclineReason(rawValue: "").rawValue == "unspecified")
    #expect(DeclineReason(rawValue: String(repeating: "a", count: 41)).rawValue == "unspecified")
  }
}
