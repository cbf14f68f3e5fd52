extension MessageContext {
  /// One verified fact. The sentence that tells it belongs to the templates; the fact comes from the order
  /// snapshot or from evidence, never from the complaint itself (S34).
  package enum Finding: Sendable, Hashable {
    case deliveredLate(promised: CivilDate, delivered: CivilDate)
    case deliveredOnTime(promised: CivilDate?, delivered: CivilDate)
    /// Not delivered, the promised day is over.
    case overdue(promised: CivilDate, asOf: CivilDate)
    /// Not delivered, the promised day is still to come.
    case notYetDue(promised: CivilDate)
    case orderCancelled, orderUnavailable, orderNotFound
    /// The complaint is older than the order that it names.
    case complaintBeforeOrder(ordered: CivilDate)
    case overcharged(expected: Money, charged: Money)
    /// What the customer wrote is borne out by what was sent in. Never empty.
    case confirmedByEvidence([Evidence])
    /// It was examined, and nothing more specific may or can be told: the records do not contradict the claim, a person has
    /// judged, or the order is not to be spoken of (S23).
    case examined
    /// Our answer was due on that day and did not come (the acceptance is deemed, L1).
    case answerMissed(due: CivilDate)
  }

  /// That, and how far, a complaint is accepted.
  package struct Acceptance: Sendable, Hashable {
    /// On what it rests.
    package var basis: Basis
    /// Whether less is accepted than was demanded. A deemed acceptance never is partial.
    package var partial: Bool

    package init(basis: Basis, partial: Bool = false) {
      self.basis = basis
      self.partial = partial
    }
  }

  /// A remedy that is offered or granted.
  package struct Grant: Sendable, Hashable {
    /// What it is.
    package var remedy: Remedy
    /// The amount, for remedies that have one.
    package var amount: Money?
    /// How the goods come back first; `nil`: the customer keeps them, or never had them.
    package var goodsBack: GoodsBack?
    /// The last day on which it can be used (vouchers, codes).
    package var usableUntil: CivilDate?

    package init(
      _ remedy: Remedy, amount: Money? = nil, goodsBack: GoodsBack? = nil, usableUntil: CivilDate? = nil
    ) {
      self.remedy = remedy
      self.amount = amount
      self.goodsBack = goodsBack
      self.usableUntil = usableUntil
    }
  }

  /// A remedy that was carried out.
  package struct Execution: Sendable, Hashable {
    /// What it is.
    package var remedy: Remedy
    /// The amount, for remedies that have one.
    package var amount: Money?
    /// The voucher's or discount's code.
    package var code: String?
    /// When it was done.
    package var executedOn: CivilDate
    /// When the money is visible, or the parcel arrives, at the latest.
    package var arrivesBy: CivilDate?
    /// The last day on which it can be used (vouchers, codes).
    package var usableUntil: CivilDate?

    package init(
      _ remedy: Remedy, amount: Money? = nil, code: String? = nil, executedOn: CivilDate,
      arrivesBy: CivilDate? = nil, usableUntil: CivilDate? = nil
    ) {
      self.remedy = remedy
      self.amount = amount
      self.code = code
      self.executedOn = executedOn
      self.arrivesBy = arrivesBy
      self.usableUntil = usableUntil
    }
  }

  /// A way that stays open after a rejection (S32).
  package struct Route: Sendable, Hashable {
    /// The ways that the templates know.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      case appeal, mediation, authority, ombudsman, court
    }
    /// What kind of way it is.
    package var kind: Kind
    /// The body's name, in the message's language.
    package var name: String?
    /// Its page, address or number. The closed EU platform for online disputes is refused (L4).
    package var contact: String?
    /// The last day on which it is open; `nil` when it has none or it is not known.
    package var until: CivilDate?
    /// The shop takes part, where a mediator or an ombudsman asks it to.
    package var takesPart: Bool

    package init(
      _ kind: Kind, name: String? = nil, contact: String? = nil, until: CivilDate? = nil,
      takesPart: Bool = false
    ) {
      self.kind = kind
      self.name = name
      self.contact = contact
      self.until = until
      self.takesPart = takesPart
    }
  }

  /// What a customer is asked for (S19, S20, S23).
  package enum MissingItem: Sendable, Hashable {
    case evidence(Evidence)
    case orderReference
    /// Whether this is the customer of the order.
    case identity
    /// What would put it right.
    case desiredRemedy

    /// The key of its word in the templates.
    package var key: String {
      switch self {
      case .evidence(let evidence): evidence.rawValue
      case .orderReference: "order_reference"
      case .identity: "identity"
      case .desiredRemedy: "desired_remedy"
      }
    }
  }

  /// What was promised for a day.
  package enum Promise: String, Sendable, Hashable, Codable, CaseIterable {
    case answer, delivery, remedy
  }

  /// Why an answer takes longer (S21).
  package enum ExtensionReason: String, Sendable, Hashable, Codable, CaseIterable {
    case expertExamination = "expert_examination"
    case awaitingParts = "awaiting_parts"
    case awaitingCarrier = "awaiting_carrier"
    case awaitingPaymentProvider = "awaiting_payment_provider"
  }

  /// What made a case go up (S42).
  package enum EscalationTrigger: String, Sendable, Hashable, Codable, CaseIterable {
    case deadlock, silence
    case repeatComplaint = "repeat_complaint"
    case clockAtRisk = "clock_at_risk"
    case clockBreached = "clock_breached"
    case highValue = "high_value"
    case customerRequest = "customer_request"
  }

  /// Who has it now: the rungs of the ladder inside the shop (S42).
  package enum EscalationLevel: String, Sendable, Hashable, Codable, CaseIterable {
    case teamLead = "team_lead"
    case manager
    case negotiation
    case mediation
  }
}
