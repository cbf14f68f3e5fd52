import Casework
import Complaints
import Foundation
import LibPQ
import TestSupport
import Testing

/// docs/json.md names every key that the programs print, and no other: found out by having them print, over a desk on which
/// everything has happened once.
@Suite struct JSONDocumentationTests {
  @Test(.timeLimit(.minutes(5))) func everyKeyIsDocumentedAndEveryDocumentedKeyIsPrinted() async throws {
    let documentation = try JSONDocumentation()
    let outputs = try await withDatabase(.casework) { database in
      try await withFolder { try await Desk(database, $0).outputs() }
    }
    #expect(Set(outputs.keys) == Set(documentation.sections.keys))
    for (command, section) in documentation.sections {
      var keys = JSONKeys(maps: section.maps)
      for output in outputs[command] ?? [] { try keys.add(output) }
      #expect(
        keys.leaves.subtracting(section.keys).sorted() == [], "\(command) prints what is not documented")
      #expect(
        section.keys.subtracting(keys.leaves).sorted() == [], "\(command) does not print what is documented")
      for key in section.keys.subtracting(section.optional) where !key.hasSuffix(".*") {
        #expect(keys.isAlwaysThere(key), "\(command) leaves \(key) out; the page says that it does not")
      }
    }
  }
}

/// The samples in a sandbox of their own time, from their import to the day on which the last offer has run out.
private struct Desk {
  private let database: TestDatabase
  private let folder: URL

  init(_ database: TestDatabase, _ folder: URL) {
    self.database = database
    self.folder = folder
  }

  func outputs() async throws -> [String: [String]] {
    var outputs: [String: [String]] = [:]
    func take(_ heading: String, _ arguments: [String]) async throws {
      let words = heading.split(separator: " ").map(String.init)
      outputs[heading, default: []].append(try await run(words[0], words.dropFirst() + arguments, 0))
    }
    func report() async throws {
      try await take("redress-monitor status", [])
      try await take("redress-monitor sla", [])
      try await take("redress case list", [])
      try await take("redress case list --review", [])
    }
    let start = try Date("2026-03-15T12:00:00Z", strategy: .iso8601)
    try await Sandbox.mark(in: database.pool, startingAt: start)
    let imports = "redress-producer import orders|complaints"
    func importSample(_ what: String, _ sample: String, _ status: Int32) async throws {
      let stem = folder.appendingPathComponent(sample).path
      let arguments = ["import", what, Program.sample(sample), "--policy", "pl", "--rejects", stem]
      outputs[imports, default: []].append(try await run("redress-producer", arguments, status))
    }
    try await importSample("orders", "orders.csv", 0)
    try await importSample("orders", "bad-orders.csv", 1)
    try await take(
      "redress-producer submit",
      ["--policy", "pl", "--kind", "damaged", "--locale", "pl", "--body", "Pęknięty.", "--order", "NONE"])
    try await take(  // years too late, by the samples: the rules propose a rejection, a person decides
      "redress-producer submit",
      [
        "--policy", "pl", "--kind", "defect", "--locale", "pl", "--body", "Zepsuty.", "--order",
        "DP-2023-00117",
      ]
        + ["--customer", "K-01091", "--evidence", "photos; receipt"])
    try await importSample("complaints", "complaints.csv", 0)
    try await report()  // jobs wait, messages are unsent
    for sample in ["complaints.csv", "bad-complaints.csv"] {
      try await take(
        "redress policy simulate", ["uk", "--against", "pl", "--complaints", Program.sample(sample)])
    }
    try await steer("pause", "verify", "--reason", "The rules are being looked at.")
    try await steer("limit", "notify", "--running", "3", "--each-key")
    try await steer("limit", "notify", "--starts", "100", "--per", "1m")
    try await take("redress queue list", [])
    try await take("redress queue limits", [])
    try await take("redress queue explain", ["1"])
    try await steer("limit", "notify", "--none", "--each-key")
    try await steer("limit", "notify", "--none")
    try await steer("resume", "verify")

    try await database.pool.execute(.unreadableJob)
    try await work()
    try await report()
    try await take("redress queue dead", [])
    try await database.pool.execute(.schedules)
    try await take("redress queue schedules", [])
    try await take("redress message list", [])
    try await promiseAndPassOn()
    let reviews = try await CaseDesk(pool: database.pool).openReviews()
    let review = try #require(reviews.first { $0.proposal == "reject:filed_too_late" })
    let decided = try await Program.run(
      "redress",
      [
        "case", "decide", review.reference, "--confirm", "--say", "Minęły trzy lata.", "--note", "Seen.",
        "--by",
        "Ewa",
      ],
      database: database.connectionString)
    #expect(decided.status == 0, "\(decided.errors)")
    try await database.pool.execute(.anotherJob)
    try await database.pool.execute(.anotherWorker)
    try await database.pool.execute(.holdJobs)
    try await database.pool.execute(.sayWhatIsHeld)
    try await report()  // somebody runs something
    _ = try await Program.run("redress", ["sandbox", "advance", "20d"], database: database.connectionString)
    try await work("--queues", "compensate,notify,clock")
    try await database.pool.execute(.pauseClock)

    let payouts = [
      "--debtor", "Shop", "--account", "PLN:PL61109010140000071219812874", "--to", folder.path,
    ]
    try await take("redress payouts export", payouts)
    try await take("redress payouts export", payouts)  // nothing is open
    try await take("redress payouts export", payouts + ["--file", "1"])
    try await take("redress migrate status", [])
    for statement in [Statement.findCauses, .changeCause, .answerSurvey, .saySomething] {
      try await database.pool.execute(statement)
    }
    let period = ["--from", "2020-01-01", "--to", "2030-12-31"]
    try await take("redress-monitor report causes", period)
    try await take("redress-monitor report survey", period)
    try await take("redress cause list", [])
    for row in try await database.pool.execute(.eventfulCases) {
      let reference = try row.decode(String.self, "reference")
      try await take("redress case show", [reference])
      try await take("redress policy explain", [reference])
    }
    return outputs
  }

  /// One promise is kept, one replaced, one will be broken; one message is told, one came back.
  private func promiseAndPassOn() async throws {
    let desk = CaseDesk(pool: database.pool)
    for _ in 1...2 { try await desk.promise("R0000001", .answer, owner: "Ewa") }
    try await desk.keep("R0000001", promise: 1, by: "Ewa")
    try await desk.replace("R0000001", promise: 2, by: PromisedTime("2026-03-20"), owner: "Ewa")
    let messages = MessageDesk(pool: database.pool)
    try await messages.told(try #require(try await messages.handed(limit: 1).first).number, by: "Ewa")
    let mail = try await database.pool.execute(.someMail)[0].decode(String.self, at: 0)
    try await messages.bounced(mail, because: .mailboxFull)
  }

  private func steer(_ arguments: String...) async throws {
    let result = try await Program.run(
      "redress", ["queue"] + arguments, database: database.connectionString)
    #expect(result.status == 0, "\(arguments): \(result.errors)")
  }

  private func run(_ program: String, _ arguments: [String], _ status: Int32) async throws -> String {
    let result = try await Program.run(
      program, arguments + ["--format", "json"], database: database.connectionString)
    #expect(result.status == status, "\(program) \(arguments): \(result.errors)")
    return result.output
  }

  private func work(_ more: String...) async throws {
    let result = try await Program.run(
      "redress-worker", ["--until-idle", "--mail", folder.path, "--poll", "50ms"] + more,
      database: database.connectionString)
    #expect(result.status == 0, "\(result.errors)")
  }
}

extension Statement {
  /// Dies of its arguments, at once.
  fileprivate static let unreadableJob = Statement(
    "unreadable_job", "select job_queue.enqueue('verify', 'verify', '{}')")

  fileprivate static let anotherJob = Statement(
    "another_job", "select job_queue.enqueue('verify', 'verify', '{\"case\": 1}')")

  /// Puts it in the hands of a worker that never settles it.
  fileprivate static let holdJobs = Statement(
    "hold_jobs",
    """
    select job
    from job_queue.claim(
      (select max(worker_id) from job_queue.worker), 1, '{verify}', 10)
    """)

  fileprivate static let sayWhatIsHeld = Statement(
    "say_what_is_held",
    """
    select job_queue.beat(claim.worker, 1000000, claim.number, array[claim.number], '{}', '{}', false)
    from job_queue.claim
    where claim.worker = (select max(worker_id) from job_queue.worker)
    """)

  /// One that has just been stored, and one to which everything has happened.
  fileprivate static let schedules = Statement(
    "schedules",
    """
    insert into job_queue.schedule (name, cron, queue, kind, next_at, fired_at, paused_at, error) values
      ('new', '@daily', 'verify', 'verify', null, null, null, null),
      ('old', '@daily', 'verify', 'verify', now(), now(), now(), 'seen')
    """)

  fileprivate static let anotherWorker = Statement(
    "another_worker", "select job_queue.join_workers('elsewhere', 1, '0', '{verify}', '{verify}', '30 s')")

  fileprivate static let someMail = Statement(
    "some_mail", "select message_id from casework.notification where sent_by = 'mail' limit 1")

  /// As a policy with pauses would have it.
  fileprivate static let pauseClock = Statement(
    "pause_clock",
    """
    insert into casework.clock_pause (case_id, kind, cycle, paused_from)
    select case_id, kind, cycle, started_at from casework.clock where stopped_at is null limit 1
    """)

  fileprivate static let findCauses = Statement(
    "find_causes",
    "insert into casework.case_cause select case_id, 'delay', 'person:Ewa', now() from casework.case_record on conflict do nothing"
  )

  /// Long enough ago to be judged, and yesterday.
  fileprivate static let changeCause = Statement(
    "change_cause",
    """
    insert into casework.cause_change (code, what, made_on, told, recorded_by, recorded_at)
    select 'delay', 'Another carrier', casework.business_now()::date - days, '{"en": "We have another carrier."}', 'Ewa', now()
    from unnest('{30, 1}'::int[]) as days
    """)

  fileprivate static let answerSurvey = Statement(
    "answer_survey_by_hand",
    """
    update casework.survey set answered_at = asked_at, answers = '{"settled": "yes", "handling": "4"}'
    where notification_id = (select min(notification_id) from casework.survey)
    """)

  fileprivate static let saySomething = Statement(
    "say_something",
    "insert into casework.survey_text select min(notification_id), 'better', 'Nic.' from casework.survey")

  /// A few cases that have, together, everything that a case can have.
  fileprivate static let eventfulCases = Statement(
    "eventful_cases",
    """
    select reference
    from casework.case_record
    where case_id in (
      (select case_id from casework.case_record where parent_case_id is not null limit 1)
      union (select parent_case_id from casework.case_record where parent_case_id is not null limit 1)
      union (select case_id from casework.case_record where claimed_minor is not null limit 1)
      union (select case_id from casework.case_text where subject is not null and happened is not null limit 1)
      union (select case_id from casework.case_text where tried is not null and started_on is not null limit 1)
      union (select case_id from casework.case_note limit 1)
      union (select case_id from casework.case_statement limit 1)
      union (select case_id from casework.ledger where means is not null limit 1)
      union (select case_id from casework.decision where ground is not null limit 1)
      union (select case_id from casework.manual_review where proposal is not null limit 1)
      union (select case_id from casework.remedy_choice limit 1)
      union (select case_id from casework.commitment limit 1)
      union (select case_id from casework.clock_pause limit 1)
      union (select case_id from casework.notification where bounced_at is not null limit 1)
      union (select case_id from casework.notification where handed_at is not null and delivered_at is not null limit 1)
      union (select case_id from casework.survey order by notification_id limit 2)
      union (select case_id from casework.clock where breached_at is not null limit 1)
    )
    """)
}
