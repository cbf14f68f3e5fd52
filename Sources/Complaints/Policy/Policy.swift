/// The rules of one jurisdiction and merchant, as one version of a policy file states them. Every number of
/// the domain is here.
///
/// A case keeps the policy under which it was received: `id`, `version` and, so that nothing depends on a
/// file that somebody may edit, the `source` text. Two sources under one id and version are a mistake that
/// the caller must refuse, by comparing the texts.
package struct Policy: Sendable {
  /// The file's `policy`: `pl`.
  package let id: String
  /// Counts up with every change.
  package let version: Int
  /// The first civil day on which complaints are received under it.
  package let validFrom: CivilDate
  /// The last such day; `nil`: until the next version is in force.
  package let validThrough: CivilDate?
  /// ISO 3166 code of the law that applies: `PL`.
  package let jurisdiction: String
  /// Where civil dates are read off.
  package let zone: Zone
  /// The currency of the policy's own amounts (limits, fixed formulas). Orders may have others.
  package let currency: Currency
  package let merchant: Merchant
  package let calendar: WorkingCalendar
  /// A clock that is missing here does not run under this policy; the file must have `acknowledge` and
  /// `answer`.
  package let clocks: [ClockKind: ClockRule]
  /// Every kind has its rule.
  package let kinds: [ComplaintKind: KindRule]
  package let grounds: GroundRules
  package let automation: AutomationRules
  package let filing: FilingWindow
  /// `nil` where no late penalty is due (S15).
  package let latePenalty: LatePenaltyRule?
  /// For a remedy that is carried out too late, by the day (L6, art. 23); `nil` where none is due.
  package let remedyPenalty: LatePenaltyRule?
  package let offer: OfferRule
  /// `nil`: the policy gives nothing that is not owed (S12).
  package let goodwill: GoodwillRule?
  /// `nil`: regular customers are offered nothing (S13).
  package let loyalty: LoyaltyRule?
  package let payments: PaymentMeansRules
  package let standing: StandingRules
  package let escalation: EscalationRules
  /// `nil`: the policy does not say by which ways to complain.
  package let channels: ChannelRules?
  /// `nil`: the term of the periodic update is the only cap.
  package let updateCap: UpdateCap?
  /// `nil`: customers are asked whether all is well, and no more.
  package let survey: SurveyRule?
  /// `nil`: nothing is erased by itself.
  package let retention: RetentionRule?
  package let attachments: AttachmentRules
  /// `nil`: the policy says nothing of what a return costs.
  package let returns: ReturnRules?
  /// `nil`: an expert's examination moves no day.
  package let examination: ExaminationRule?
  /// `nil`: nobody is told to claim anything from a carrier.
  package let carrierClaims: CarrierClaimRule?
  package let preferences: PreferenceRules
  /// The text of the file, byte for byte.
  package let source: String

  /// The rule of a kind. Total: a policy without one of the kinds cannot be read.
  package func rule(for kind: ComplaintKind) -> KindRule { kinds[kind]! }

  /// The most that goodwill may give on one order, in all its cases (S12); `nil`: the policy gives none.
  package var goodwillLimit: Money? { goodwill?.limitPerOrder }

  /// The most that the rules may offer to such a complaint without a person (S17); `nil`: no limit.
  package func approvalLimit(for kind: ComplaintKind) -> Money? {
    guard let own = rule(for: kind).approvalLimit else { return automation.approvalLimit }
    return own.amount
  }
}

/// Who speaks to the customer.
package struct Merchant: Sendable, Hashable {
  /// The shop's name.
  package let name: String
  /// The person who answers for complaints and apologises by name (S25).
  package let responsiblePerson: String
  /// Where a customer turns outside of a case: an address or a number.
  package let contact: String
}

/// Which of the five grounds the rules may use (S17).
package struct GroundRules: Sendable, Hashable {
  /// The rules may propose them; a person confirms.
  package let proposed: Set<RejectionGround>
  /// The rules may refuse on them without a person: none unless the policy says so (GDPR art. 22).
  package let automatic: Set<RejectionGround>
}

/// How far the rules decide alone.
package struct AutomationRules: Sendable, Hashable {
  /// The most that may be offered without a person, for the kinds without a limit of their own; `nil`: no
  /// limit.
  package let approvalLimit: Money?
  /// Whether an order that the shop reports as cancelled or unavailable is refunded without a person. Only
  /// right where the shop does not refund such orders by itself: the order's data do not tell.
  package let undeliverableOrders: Bool
  /// Whether less than the customer claimed may be offered without a person. It is in part a refusal (S17).
  package let partialAcceptance: Bool
}

/// Until when a complaint may be made.
package struct FilingWindow: Sendable, Hashable {
  /// What starts it.
  package enum Start: String, Sendable, Hashable, Codable, CaseIterable {
    case delivered, ordered
  }

  package let term: Term
  package let start: Start
  /// By how much a repair under liability lengthens it (L8: directive 2024/1799); `nil`: not at all.
  package let afterRepair: Term?
}

/// How long an offer stands and what applies then.
package struct OfferRule: Sendable, Hashable {
  package let validFor: Term
  /// The first of these that was offered becomes the choice of a customer who did not choose; where none was
  /// offered, the offer's first option does.
  package let defaults: [Remedy]
  /// How long a voucher or a discount code can be used.
  package let vouchersUsableFor: Term
}

/// How means of payment, whatever words the shop uses for them, are paid back.
package struct PaymentMeansRules: Sendable, Hashable {
  /// What was paid with these goes back as a voucher.
  package let asVoucher: Set<String>
  /// What was paid with these goes back by bank transfer; any other means gets its own money back.
  package let byTransfer: Set<String>
  /// Paid when the goods came, and so no prepayment (L6).
  package let onDelivery: Set<String>
  /// When what is paid out from a list is carried out (S40).
  package let doneWhen: PayoutMoment
}

/// When money counts as paid out that people pay out.
package enum PayoutMoment: String, Sendable, Hashable, Codable, CaseIterable {
  /// It stands on the list that the bookkeeper works through.
  case listed
  /// The bank has it.
  case confirmed
}
