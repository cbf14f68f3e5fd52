package import Complaints
package import Foundation
import LibPQ

/// Everything that is known of a case, for a person of the shop: names, words and addresses included. Never for a log.
///
/// The names of the properties are the keys of the document that the database makes of it, and, in snake_case, of what
/// `redress case show --format json` prints (docs/json.md); amounts are minor units of the currency beside them; instants are business time.
package struct CaseFile: Sendable, Codable {
  package let reference: String
  package let merchant: String
  /// The merchant's, or the channel's, own number for the complaint.
  package let external: String
  package let kind: String
  package let state: String
  package let version: Int
  package let escalation: Int
  package let policy: String
  package let responsible: String
  /// `nil`: the claimant did not say.
  package let standing: String?
  /// Who took it in; `nil`: nobody, it came by itself.
  package let takenBy: String?
  /// When the customer was first spoken to.
  package let contacted: Date?
  /// Version of the form that was filled in.
  package let form: String?
  package let channel: String
  package let locale: String
  package let order: String?
  package let claimed: Int64?
  package let currency: String?
  package let desired: String?
  /// What matters most to the customer (S11).
  package let preference: String?
  /// The shop's number of the product that it is about (S17).
  package let product: String?
  package let evidence: [String]
  package let submitted: Date
  package let received: Date
  /// The case that this one repeats, and those that repeat this one (S22).
  package let parent: String?
  package let repeats: [String]
  package let customer: Customer
  /// `nil`: erased, and with it everything else that was said.
  package let words: Words?
  package let checks: [CheckResult]
  package let decisions: [RecordedDecision]
  /// What people of the shop wrote to the customer in words of their own.
  package let statements: [Said]
  package let reviews: [Review]
  package let clocks: [RunClock]
  package let promises: [Promise]
  package let ledger: [LedgerLine]
  package let tasks: [Task]
  package let messages: [Message]
  package let attachments: [Attachment]
  package let mediations: [Mediation]
  /// What the customer was asked when all was done, and said (S33).
  package let surveys: [Survey]
  /// To what the complaint is put down (S44); `nil`: to nothing yet.
  package let cause: Cause?
  package let notes: [Note]
  package internal(set) var events: [Event]

  package struct Customer: Sendable, Codable {
    package let reference: String?
    package let name: String?
    package let email: String?
  }

  package struct Words: Sendable, Codable {
    package let subject: String?
    package let body: String
    package let happened: String?
    package let began: String?
    package let tried: String?
  }

  package struct CheckResult: Sendable, Codable {
    package let round: Int
    package let name: String
    package let outcome: String
    package let facts: [String: FactValue]
  }

  package struct RecordedDecision: Sendable, Codable {
    package let version: Int
    package let outcome: String
    package let basis: String?
    package let ground: String?
    package let reasons: [String]
    package let maker: String
    package let at: Date
    package let options: [Option]
    package let choice: Chosen?
  }

  package struct Option: Sendable, Codable {
    package let position: Int
    package let remedy: String
    package let amount: Int64?
    package let currency: String?
    package let isDefault: Bool
    /// How the amount came about: the policy's formula, `judgement` or `demand`.
    package let formula: String
    package let needsReturn: Bool
    package let until: Date
  }

  package struct Chosen: Sendable, Codable {
    package let position: Int
    package let chooser: String
    package let at: Date
  }

  package struct Said: Sendable, Codable {
    package let author: String
    package let text: String
    package let at: Date
    /// The version of the decision that it explains.
    package let decision: Int?
  }

  package struct Review: Sendable, Codable {
    package let reason: String
    package let proposal: String?
    package let opened: Date
    package let closed: Date?
    package let closer: String?
  }

  package struct RunClock: Sendable, Codable {
    package let kind: String
    package let cycle: Int
    package let started: Date
    package let due: Date
    /// Since when it stands still; `nil` while it runs.
    package let paused: Date?
    package let stopped: Date?
    package let breached: Date?
  }

  package struct Promise: Sendable, Codable {
    package let number: Int
    package let what: String
    package let owner: String
    package let made: Date
    /// Exclusive.
    package let due: Date
    package let kept: Date?
    package let broken: Date?
    /// The number of the promise that took its place.
    package let replaced: Int?
  }

  package struct LedgerLine: Sendable, Codable {
    /// By which commands name it.
    package let number: Int64
    package let remedy: String
    package let means: String?
    /// Below nothing in a reversal.
    package let amount: Int64?
    package let currency: String?
    package let status: String
    /// The number of the line that this one takes off the books; `nil`: it takes none.
    package let reverses: Int64?
    package let intended: Date

    /// As people read it: `done`, `reverses 7`.
    package var state: String { reverses.map { "reverses \($0)" } ?? status }
  }

  /// What people had, or have, to do for it.
  package struct Task: Sendable, Codable {
    /// By which commands name it.
    package let number: Int64
    package let kind: String
    package let opened: Date
    /// Exclusive.
    package let due: Date?
    package let done: Date?
    package let failed: Date?
    package let failure: String?
    /// By whom it was ended: `clock`, or `person:` and a name.
    package let ender: String?
    /// Of the parcel, the repair, the claim.
    package let reference: String?
  }

  package struct Message: Sendable, Codable {
    /// By which commands name it.
    package let number: Int64
    package let kind: String
    package let sequence: Int
    package let channel: String
    package let locale: String
    package let written: Date
    /// In the hands of a person, who passes it on.
    package let handed: Date?
    package let sent: Date?
    package let delivered: Date?
    package let bounced: Date?
  }

  package struct Survey: Sendable, Codable {
    package let asked: Date
    /// Exclusive.
    package let until: Date
    package let answered: Date?
    /// By question, to the closed ones and to the open ones.
    package let answers: [String: String]
    package let words: [String: String]
  }

  package struct Cause: Sendable, Codable {
    package let code: String
    /// `rules`, or `person:` and a name.
    package let setter: String
    package let at: Date
  }

  package struct Attachment: Sendable, Codable {
    package let number: Int
    /// As its sender calls it; `nil`: erased.
    package let name: String?
    /// The raw value of an `AttachmentType`.
    package let type: String
    package let bytes: Int64
    /// In hexadecimal digits; `nil`: erased.
    package let sha256: String?
    package let evidence: [String]
    package let author: String
    package let at: Date
    package let erased: Date?
  }

  package struct Mediation: Sendable, Codable {
    package let number: Int
    /// `nil`: erased, as are the dispute and the proposals' texts.
    package let mediator: String?
    package let dispute: String?
    package let opener: String
    package let opened: Date
    package let closed: Date?
    /// `agreed`, `failed`; `nil`: it goes on.
    package let outcome: String?
    /// The number of the proposal that both sides accepted.
    package let agreement: Int?
    package let proposals: [Proposal]

    package struct Proposal: Sendable, Codable {
      package let number: Int
      /// `customer`, `shop`, `mediator`.
      package let party: String
      package let text: String?
      package let at: Date
      package let shopAgreed: Date?
      package let customerAgreed: Date?
    }
  }

  package struct Note: Sendable, Codable {
    package let author: String
    package let text: String
    package let at: Date
    /// By which way the conversation was held that it is of, and when; `nil`: of none.
    package let channel: String?
    package let held: Date?
  }

  package struct Event: Sendable, Codable {
    package let kind: String
    package let actor: String
    package let at: Date
    package let details: [String: FactValue]
  }
}

extension CaseDesk {
  /// Everything about a case, as of one moment.
  package func show(_ reference: String) async throws -> CaseFile {
    guard let row = try await pool.execute(.showCase, reference).first else {
      throw CaseRefusal.unknownCase(reference)
    }
    return try DomainJSON.decode(CaseFile.self, from: try row.decode(String.self, "document"))
  }
}
