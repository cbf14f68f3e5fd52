import Foundation

/// Of what the shop's own people are told. The raw value is what the table holds.
enum StaffNoticeKind: String, Sendable, Hashable, CaseIterable {
  /// You answer for this case.
  case assigned
  case reviewOpened = "review_opened"
  case atRisk = "at_risk"
  case breached
  /// It has come up to you.
  case escalated
  /// A promise that you made is due.
  case promiseDue = "promise_due"
}

/// Something that somebody of the shop is to hear of a case. Nothing in it is about a customer.
struct NewStaffNotice: Sendable, Hashable {
  enum Recipient: Sendable, Hashable {
    /// Who answers for the case; of a promise, who made it.
    case responsible
    /// Who has the rung that the case has come to, or else the rung's own address.
    case holder(String?, contact: String)
  }

  let kind: StaffNoticeKind
  let caseID: Int64
  /// The clock, the reason, the trigger: a word of ours.
  let about: String?
  /// Of the clock that watches a promise.
  let cycle: Int?
  /// The clock's end, exclusive.
  let due: Date?
  let recipient: Recipient
  /// In business time; `nil`, or past: at once.
  let notBefore: Date?

  init(
    _ kind: StaffNoticeKind, caseID: Int64, about: String? = nil, cycle: Int? = nil, due: Date? = nil,
    to recipient: Recipient = .responsible, notBefore: Date? = nil
  ) {
    self.kind = kind
    self.caseID = caseID
    self.about = about
    self.cycle = cycle
    self.due = due
    self.recipient = recipient
    self.notBefore = notBefore
  }
}
