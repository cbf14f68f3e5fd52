/// The sections whose values are amounts of the policy's currency.
struct MoneySections {
  static let keys = ["kinds", "material_delay", "automation", "goodwill", "loyalty", "escalation"]

  let kinds: [ComplaintKind: KindRule]?
  let automation: AutomationRules?
  let goodwill: GoodwillRule?
  let loyalty: LoyaltyRule?
  let escalation: EscalationRules?

  init(_ root: PolicySection, currency: Currency) {
    let materialDelay = root.optionalSection("material_delay").flatMap { MaterialDelay($0) }
    kinds = root.section("kinds").flatMap {
      KindRule.all($0, currency: currency, materialDelay: materialDelay)
    }
    automation = root.section("automation").flatMap { AutomationRules($0, currency: currency) }
    goodwill = root.optionalSection("goodwill").flatMap { GoodwillRule($0, currency: currency) }
    loyalty = root.optionalSection("loyalty").flatMap { LoyaltyRule($0, currency: currency) }
    escalation = root.section("escalation").flatMap { EscalationRules($0, currency: currency) }
  }
}

/// The sections that a policy may leave out. Each came, or may have come, after the first policies were
/// written: a case keeps the text that it was received under, so whatever is added to the format must be
/// readable in a file that does not know of it.
struct PolicyExtras {
  let latePenalty: LatePenaltyRule?
  let remedyPenalty: LatePenaltyRule?
  let standing: StandingRules
  let channels: ChannelRules?
  let updateCap: UpdateCap?
  let survey: SurveyRule?
  let retention: RetentionRule?
  let attachments: AttachmentRules
  let returns: ReturnRules?
  let examination: ExaminationRule?
  let carrierClaims: CarrierClaimRule?
  let preferences: PreferenceRules

  init(_ root: PolicySection) {
    latePenalty = root.optionalSection("late_penalty").flatMap { LatePenaltyRule($0) }
    remedyPenalty = root.optionalSection("remedy_penalty").flatMap { LatePenaltyRule($0) }
    standing = root.optionalSection("standing").map { StandingRules($0) } ?? .standard
    channels = root.optionalSection("channels").map { ChannelRules($0) }
    updateCap = root.optionalSection("update_cap").flatMap { UpdateCap($0) }
    survey = root.optionalSection("survey").flatMap { SurveyRule($0) }
    retention = root.optionalSection("retention").flatMap { RetentionRule($0) }
    attachments = root.optionalSection("attachments").flatMap { AttachmentRules($0) } ?? .standard
    returns = root.optionalSection("returns").flatMap { ReturnRules($0) }
    examination = root.optionalSection("examination").flatMap { ExaminationRule($0) }
    carrierClaims = root.optionalSection("carrier_claims").flatMap { CarrierClaimRule($0) }
    preferences = root.optionalSection("preference").map { PreferenceRules($0) } ?? .standard
  }
}
