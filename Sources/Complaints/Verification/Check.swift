/// One check of a complaint, with its outcome and what it saw (S18).
package struct Check: Sendable, Hashable, Codable {
  /// What is checked, in the order in which it is done. The raw value is what tables hold.
  package enum Name: String, Sendable, Hashable, Codable, CaseIterable {
    /// A purchase is shown: by an order of the claimant's, or by a document.
    case proofOfPurchase = "proof_of_purchase"
    /// The claimant is the order's customer (S23).
    case customer
    /// The claimant has a consumer's rights (L1, S23).
    case standing
    /// The complaint is not older than the order.
    case chronology
    /// The complaint came before the end of its filing window.
    case filedInTime = "filed_in_time"
    /// The product that it names was in the order (S17).
    case product
    /// The records bear out what this kind of complaint says of the delivery.
    case delivery
    /// The claim is in the order's currency.
    case currency
    /// The claim is not above what was paid.
    case claimedAmount = "claimed_amount"
    /// All the evidence that the kind needs is there (S19).
    case evidence
  }

  package let name: Name
  package let outcome: CheckOutcome
  /// What it saw, by stable names. No personal data: dates, amounts, counts, words of the vocabulary.
  package let facts: [String: FactValue]

  package init(_ name: Name, _ outcome: CheckOutcome, _ facts: [String: FactValue] = [:]) {
    self.name = name
    self.outcome = outcome
    self.facts = facts
  }
}

/// A fact that a check saw. In JSON: a number, a text, a truth value, a list of texts, or an amount with its
/// currency.
package enum FactValue: Sendable, Hashable, Codable {
  /// Also dates (`2026-01-31`) and words of the vocabulary.
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([String])
  case money(Money)

  package init(from decoder: any Decoder) throws {
    if let money = try? Money(from: decoder) {
      self = .money(money)
      return
    }
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if let list = try? container.decode([String].self) {
      self = .list(list)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .money(let money): try money.encode(to: encoder)
    case .text(let text): try text.encode(to: encoder)
    case .number(let number): try number.encode(to: encoder)
    case .flag(let flag): try flag.encode(to: encoder)
    case .list(let list): try list.encode(to: encoder)
    }
  }
}

extension FactValue {
  /// A civil date as text.
  static func date(_ date: CivilDate) -> FactValue { .text(date.description) }
  /// A word of a vocabulary as text.
  static func word(_ word: some RawRepresentable<String>) -> FactValue { .text(word.rawValue) }
  /// Words of a vocabulary, sorted, so that the same facts give the same document.
  static func words(_ words: some Sequence<some RawRepresentable<String>>) -> FactValue {
    .list(words.map(\.rawValue).sorted())
  }
}
