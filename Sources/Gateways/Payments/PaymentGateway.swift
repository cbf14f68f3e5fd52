package import Complaints
package import Foundation

/// Whoever moves money or issues codes of value outside of the case files.
///
/// The caller commits its intent first, gives the same key with every repetition, and asks `status(of:)`
/// before anything else when it does not know how an earlier call ended. So a gateway is called at least once
/// and must take effect at most once for each key. Both methods are called outside of any transaction, under
/// a time limit, and must end soon after their task is cancelled.
package protocol PaymentGateway: Sendable {
  /// Carries an instruction out. Repeated with the same key and contents it takes no further effect and gives
  /// the first answer again; with the same key and other contents it declines with `.keyReused`. An error
  /// thrown says nothing about the outcome: the caller takes it for `.unknown`.
  func carryOut(_ instruction: PaymentInstruction) async throws -> PaymentAnswer

  /// What became of the instruction with that key. Never takes an effect.
  func status(of key: String) async throws -> PaymentStatus
}

/// What a gateway is asked to do. Holds ids and amounts; whom it concerns the gateway looks up where it needs
/// to.
package struct PaymentInstruction: Sendable, Hashable {
  /// What the amount is given as.
  package enum Form: Sendable, Hashable {
    /// Money, by a means of payment: back the way it came, or `transfer` for a bank account.
    case money(means: String)
    /// A code that is worth the amount, to be redeemed once before that instant.
    case code(validUntil: Date)

    var counter: Counter {
      switch self {
      case .money: .money
      case .code: .codes
      }
    }
  }

  /// Which of the gateways.
  package enum Counter: Sendable {
    case money, codes
  }

  /// The means of a bank transfer, to an account that the customer has named.
  package static let transfer = "transfer"

  /// Names this instruction for ever: at most 35 characters of `[A-Za-z0-9:-]`, so that it can travel as the
  /// end-to-end id of a bank transfer.
  package let key: String
  package let caseID: Int64
  package let form: Form
  /// More than nothing.
  package let amount: Money
  /// Business time.
  package let instructedAt: Date

  package init(key: String, caseID: Int64, form: Form, amount: Money, instructedAt: Date) {
    self.key = key
    self.caseID = caseID
    self.form = form
    self.amount = amount
    self.instructedAt = instructedAt
  }
}

/// How a call ended.
package enum PaymentAnswer: Sendable, Hashable {
  /// Carried out, or taken on for good. The reference is the provider's own, without personal data; of a code
  /// it is not the code.
  case done(reference: String)
  /// On the list of people who will carry it out, for good, and not carried out yet. When it is, the caller is told by
  /// another way, and asks `status(of:)`.
  case listed(reference: String)
  /// Refused for good: repeating it would not help.
  case declined(DeclineReason)
  /// Nobody knows: to be asked for with `status(of:)`.
  case unknown
}

/// What a gateway knows of a key.
package enum PaymentStatus: Sendable, Hashable {
  case done(reference: String)
  /// See `PaymentAnswer.listed`.
  case listed(reference: String)
  case declined(DeclineReason)
  /// It is being worked on; ask again later.
  case inProgress
  /// It never arrived: the instruction can be given (again), with the same key.
  case neverReceived
}

/// Why a provider refuses, as a word for the ledger: lower-case letters, digits and underscores, at most 40.
/// A provider's text may say anything of anybody, so whatever is not such a word becomes `unspecified`.
package struct DeclineReason: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  package let rawValue: String

  package init(rawValue: String) {
    let isWord = rawValue.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "_")
    }
    self.rawValue = isWord && (1...40).contains(rawValue.utf8.count) ? rawValue : "unspecified"
  }

  /// The key was used before for something else. A mistake of ours: nothing may be paid on it.
  package static let keyReused = DeclineReason(rawValue: "key_reused")
  /// The bank did not take it, or gave it back.
  package static let bankRefused = DeclineReason(rawValue: "bank_refused")
  /// It was asked, and had never heard of it.
  package static let neverReceived = DeclineReason(rawValue: "never_received")
  /// This gateway does not do that.
  package static let unsupported = DeclineReason(rawValue: "unsupported")

  package var description: String { rawValue }
}
