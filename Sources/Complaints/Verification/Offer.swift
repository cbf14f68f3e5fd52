package import Foundation

/// The options as offered to the customer, with their end and what applies then.
package struct Offer: Sendable, Hashable {
  /// In the order in which they are shown; never empty.
  package let options: [RemedyOption]
  /// Exclusive: at this instant it is too late to choose.
  package let validUntil: Date
  /// What applies to a customer who has not chosen.
  package let defaultRemedy: Remedy

  /// An offer made at an instant, under the policy's rule; `nil` without options. Throws where the policy's
  /// calendar ends too early.
  package init?(
    _ options: [RemedyOption], madeAt instant: Date, policy: Policy
  ) throws(CalendarError) {
    guard let first = options.first else { return nil }
    self.options = options
    let deadline = try policy.offer.validFor.deadline(
      from: instant, in: policy.zone, calendar: policy.calendar)
    validUntil = deadline.expiresAt
    let offered = policy.offer.defaults.first { candidate in options.contains { $0.remedy == candidate } }
    defaultRemedy = offered ?? first.remedy
  }

  /// An offer as it was recorded.
  package init(options: [RemedyOption], validUntil: Date, defaultRemedy: Remedy) {
    self.options = options
    self.validUntil = validUntil
    self.defaultRemedy = defaultRemedy
  }
}

/// Which option applies, and by whose will.
package struct Choice: Sendable, Hashable {
  /// Who chose.
  package enum Chooser: String, Sendable, Hashable, Codable, CaseIterable {
    case customer
    /// A member of staff, on the customer's word (a call, a letter).
    case staff
    /// Nobody: the offer ran out.
    case byDefault = "default"
    /// Nobody had to: there was one option.
    case onlyOption = "only_option"
    /// The law (L1).
    case deemed
  }

  package let option: RemedyOption
  package let chooser: Chooser
  package let at: Date

  package init(_ option: RemedyOption, by chooser: Chooser, at instant: Date) {
    self.option = option
    self.chooser = chooser
    at = instant
  }
}

/// Why a choice is refused.
package enum ChoiceError: Error, Hashable, Sendable {
  /// The offer does not have this remedy.
  case notOffered(Remedy)
  /// The offer ended at that instant; its default applies.
  case expired(Date)
}

extension Offer {
  /// The choice of an option while the offer stands.
  package func choose(_ remedy: Remedy, by chooser: Choice.Chooser, at instant: Date) throws(ChoiceError)
    -> Choice
  {
    guard instant < validUntil else { throw .expired(validUntil) }
    guard let option = options.first(where: { $0.remedy == remedy }) else { throw .notOffered(remedy) }
    return Choice(option, by: chooser, at: instant)
  }

  /// The choice that the end of the offer makes; `nil` before that end.
  package func choiceByDefault(at instant: Date) -> Choice? {
    guard instant >= validUntil else { return nil }
    return options.first { $0.remedy == defaultRemedy }.map { Choice($0, by: .byDefault, at: instant) }
  }
}
