import Complaints
import Foundation
import JobQueue
import LibPQ

/// Makes cases of complaints: the case, the customer's words, the clocks of its policy, the acknowledgement and the first job, for
/// a whole batch in one transaction and a handful of statements.
struct ComplaintIntake: Sendable {
  /// Of which each complaint is received under one. A version is stored with the first case under it: see `Policy.pin`.
  let policies: PolicyVersions
  let merchant: String

  /// One result for each complaint, in order.
  func write(_ complaints: [ComplaintRow], in transaction: Transaction) async throws -> [IntakeResult] {
    let drafts = complaints.map { CaseDraft($0, policies) }
    var results = [IntakeResult?](repeating: nil, count: drafts.count)
    let admitted = drafts.indices.filter { drafts[$0].obstacle == nil }
    // The earlier version first, and with it the earlier complaint: a repeat finds what it repeats.
    for (_, group) in Dictionary(grouping: admitted, by: { drafts[$0].policy.version }).sorted(by: {
      $0.key < $1.key
    }) {
      let policy = drafts[group[0]].policy
      try await policy.pin(in: transaction)
      var opened: [(draft: CaseDraft, caseID: Int64)] = []
      let rows = try await open(group.map { drafts[$0] }, under: policy, in: transaction)
      for (index, row) in zip(group, rows) {
        guard let caseID = try row.decode(Int64?.self, "case_id") else { continue }
        opened.append((drafts[index], caseID))
        results[index] = .opened(
          OpenedCase(
            caseID: caseID, reference: try row.decode(String.self, "case_reference"),
            notices: try notices(on: complaints[index], row)))
      }
      try await begin(opened, under: policy, in: transaction)
    }
    try await explain(drafts, &results, in: transaction)
    return results.compactMap(\.self)
  }

  /// A row of `open_cases` for each draft.
  private func open(
    _ drafts: [CaseDraft], under policy: Policy, in transaction: Transaction
  ) async throws -> Rows {
    let rows = drafts.map(\.row)
    let claimants = ClaimantList(rows)
    let key = PolicyKey(policy)
    return try await transaction.executeUnit([
      Statement.holdClaimants.with(
        merchant, Array(Set(rows.compactMap(\.orderReference))), claimants.references, claimants.names,
        claimants.emails, claimants.locales),
      Statement.registerClaimants.with(
        merchant, claimants.references, claimants.names, claimants.emails, claimants.locales),
      Statement.openCases.with(
        merchant, key.id, key.version, policy.merchant.responsiblePerson, rows.map(\.reference),
        rows.map(\.contentText), rows.map(\.orderReference), rows.map(\.customerReference),
        rows.map(\.customerName), rows.map(\.customerEmail), rows.map(\.locale), rows.map(\.kind.rawValue),
        rows.map(\.standing?.rawValue), rows.map(\.channel.rawValue),
        rows.map { $0.preferredChannel?.rawValue }, rows.map { $0.claimedAmount?.minorUnits },
        rows.map { $0.claimedAmount?.currency.code }, rows.map { $0.desiredRemedy?.rawValue },
        rows.map { "{\($0.evidence.map(\.rawValue).sorted().joined(separator: ","))}" },
        rows.map(\.submittedAt), rows.map(\.receivedAt), rows.map(\.refundIBAN),
        drafts.map { Int16($0.band) },
        rows.map(\.subject), rows.map(\.body), rows.map(\.happened), rows.map { $0.startedOn?.description },
        rows.map(\.tried), rows.map(\.takenBy), rows.map(\.contactedAt), rows.map(\.formVersion),
        rows.map { $0.preference?.rawValue }, rows.map(\.product)),
    ])[2]
  }

  private func notices(on complaint: ComplaintRow, _ row: Row) throws -> [OpenedCase.Notice] {
    guard complaint.orderReference != nil else { return [] }
    guard let orderedAt = try row.decode(Date?.self, "ordered_at") else { return [.unknownOrder] }
    var notices: [OpenedCase.Notice] = []
    if complaint.receivedAt < orderedAt { notices.append(.complaintBeforeOrder) }
    if let claimed = complaint.claimedAmount,
      try row.decode(String.self, "order_currency") != claimed.currency.code
    {
      notices.append(.otherCurrency)
    }
    return notices
  }

  /// Everything that a new case begins with.
  private func begin(
    _ opened: [(draft: CaseDraft, caseID: Int64)], under policy: Policy, in transaction: Transaction
  ) async throws {
    guard !opened.isEmpty else { return }
    let moment = try await BusinessTime.now(in: transaction)
    let repeats = try await linkRepeats(opened, in: transaction)
    let rungs = try await rungs(opened, repeats, under: policy, at: moment, in: transaction)
    let received = opened.map { $0.draft.event(caseID: $0.caseID, at: moment) }
    try await CaseEvents.append(
      received + events(of: repeats, opened, at: moment) + rungs.events, in: transaction)
    try await CaseEscalation.write(rungs.escalations, in: transaction)
    try await ClockRows.start(opened.flatMap { $0.draft.clocks(caseID: $0.caseID) }, in: transaction)
    // Before the first step, so that of two jobs for one moment the acknowledgement comes first.
    try await Notifications.add(
      opened.map { $0.draft.acknowledgement(caseID: $0.caseID) } + rungs.notifications, in: transaction)
    // A file of past complaints can be replayed in a sandbox: then a complaint is worked on when its time has come.
    try await JobQueue.enqueue(
      opened.map {
        NewJob(
          VerifyJob(caseID: $0.caseID), band: $0.draft.band, runAt: $0.draft.row.receivedAt,
          timeline: BusinessTime.timeline, deadline: $0.draft.answerDue)
      }, in: transaction)
  }

  /// S22: a repeat is linked to the case that it repeats.
  private func linkRepeats(
    _ opened: [(draft: CaseDraft, caseID: Int64)], in transaction: Transaction
  ) async throws -> [OpeningRungs.Repeat] {
    try await transaction.execute(.linkRepeats, opened.map(\.caseID)).map { row in
      OpeningRungs.Repeat(
        caseID: try row.decode(Int64.self, "case_id"), earlier: try row.decode([Int64].self, "earlier"),
        level: Int(try row.decode(Int16.self, "level")))
    }
  }

  /// Both histories say so.
  private func events(
    of repeats: [OpeningRungs.Repeat], _ opened: [(draft: CaseDraft, caseID: Int64)], at moment: Date
  ) -> [CaseEvent] {
    let drafts = Dictionary(uniqueKeysWithValues: opened.map { ($0.caseID, $0.draft) })
    return repeats.flatMap { repeated in
      let moment = drafts[repeated.caseID]?.moment(notBefore: moment) ?? moment
      let parent = repeated.earlier[0]
      return [
        CaseEvent(
          .repeatComplaint, caseID: repeated.caseID, by: .rules, at: moment, ["parent": .number(Int(parent))]),
        CaseEvent(
          .repeated, caseID: parent, by: .rules, at: moment, ["child": .number(Int(repeated.caseID))]),
      ]
    }
  }

  /// Who has the cases from the start. The list of handlers is read only where one does not begin with its handler.
  private func rungs(
    _ opened: [(draft: CaseDraft, caseID: Int64)], _ repeats: [OpeningRungs.Repeat], under policy: Policy,
    at moment: Date, in transaction: Transaction
  ) async throws -> OpeningRungs {
    let isAnyHigher =
      !repeats.isEmpty || opened.contains { policy.isOfHighValue($0.draft.row.claimedAmount) }
    let roster = isAnyHigher ? try await Roster.read(in: transaction) : .empty
    var rungs = OpeningRungs(on: ShopLadder(policy: policy, roster: roster), at: moment)
    guard isAnyHigher else { return rungs }
    let drafts = Dictionary(uniqueKeysWithValues: opened.map { ($0.caseID, $0.draft) })
    for repeated in repeats {
      if let draft = drafts[repeated.caseID] { rungs.add(repeated, draft) }
    }
    for (draft, caseID) in opened { rungs.add(caseID, draft) }
    return rungs
  }

  /// Says of the complaints that made no case why not.
  private func explain(
    _ drafts: [CaseDraft], _ results: inout [IntakeResult?], in transaction: Transaction
  ) async throws {
    let open = drafts.indices.filter { results[$0] == nil }
    guard !open.isEmpty else { return }
    let rows = try await transaction.execute(
      .readCases, merchant, open.map { drafts[$0].row.reference }, open.map { drafts[$0].row.contentText })
    for (index, row) in zip(open, rows) {
      if let reference = try row.decode(String?.self, "case_reference") {
        let isSame = try row.decode(Bool.self, "is_same")
        results[index] =
          isSame ? .alreadyThere(caseReference: reference) : .conflict(caseReference: reference)
      } else if let obstacle = drafts[index].obstacle {
        results[index] = .outsidePolicy(obstacle)
      }
    }
  }
}
