import Casework
import Complaints
import Foundation
import Gateways
import LibPQ
import TestSupport
import Testing

/// docs/json.md names every key that the programs print, and no other: found out by having them print, over a desk on which
/// everything has happened once.
@Suite struct JSONDocumentationTests {
  @Test(.timeLimit(.minutes(10))) func everyKeyIsDocumentedAndEveryDocumentedKeyIsPrinted() async throws {
    let documentation = try JSONDocumentation()
    let outputs = try await PrintedJSON.outputs.value
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

/// What the programs print, by the heading of docs/json.md: printed once, for all tests that look at it.
enum PrintedJSON {
  static let outputs = Task {
    try await withDatabase(.casework) { database in
      try await withFolder { try await Desk(database, $0).outputs() }
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
      try await take("redress-monitor forecast", ["--within", "30d"])
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
        + ["--customer", "K-01091", "--evidence", "photos; receipt", "--taken-by", "Ewa", "--form", "7"]
        + ["--contacted-at", "2026-03-14T09:00:00Z", "--standing", "consumer"])
    try await importSample("complaints", "complaints.csv", 0)
    try await report()  // jobs wait, messages are unsent
    for sample in ["complaints.csv", "bad-complaints.csv"] {
      try await take(
        "redress policy simulate", ["uk", "--against", "pl", "--complaints", Program.sample(sample)])
    }
    try await steer("pause", "verify", "--reason", "The rules are being looked at.")
    try await steer("limit", "notify", "--running", "3", "--each-key")
    try await steer("limit", "notify", "--starts", "100", "--per", "1m")
    try await take("redress-monitor jobs", ["--limit", "1"])
    for subject in ["1", "R0000001"] { try await take("redress-monitor explain", [subject]) }
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
    try await take("redress-monitor jobs", ["--state", "dead"])
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
    try await take("redress-monitor jobs", [])
    for days in ["3d", "17d"] {
      _ = try await Program.run("redress", ["sandbox", "advance", days], database: database.connectionString)
      try await take("redress-monitor forecast", ["--within", "30d"])  // a person has decided some days ago
    }
    try await work("--queues", "compensate,notify,clock")
    try await database.pool.execute(.pauseClock)
    for code in try await database.pool.execute(.codes) {
      try await take("redress voucher show", [try code.decode(String.self, at: 0)])
    }
    try await take("redress task list", [])
    try await doTasks()

    let payouts = [
      "--debtor", "Shop", "--account", "PLN:PL61109010140000071219812874", "--to", folder.path,
    ]
    try await take("redress payouts export", payouts)
    try await take("redress payouts export", payouts)  // nothing is open
    try await take("redress payouts export", payouts + ["--file", "1"])
    try await take("redress migrate status", [])
    for statement in [
      Statement.findCauses, .changeCause, .answerSurvey, .saySomething, .preferSomething, .reverseSomething,
    ] {
      try await database.pool.execute(statement)
    }
    let period = ["--from", "2020-01-01", "--to", "2030-12-31"]
    try await take("redress-monitor report attainment", period)
    try await take("redress-monitor report cost", period)
    try await take("redress-monitor report causes", period)
    try await take("redress-monitor report survey", period)
    try await take("redress cause list", [])
    try await keepRecords()
    try await take("redress case attachments", ["R0000001"])
    let customer = try await database.pool.execute(.paidCustomer)[0].decode(String.self, at: 0)
    try await take("redress customer erase", ["case:\(customer)", "--yes", "--close-settled", "--by", "Ewa"])
    // At the end: from then on everybody who does something must be on the list.
    try await HandlerDesk(pool: database.pool).add(
      "Ewa", email: "ewa@shop.example",
      HandlerDetails(languages: ["pl"], team: "returns", rung: .rung(.teamLead)))
    try await take("redress handler list", [])
    for row in try await database.pool.execute(.eventfulCases) {
      let reference = try row.decode(String.self, "reference")
      try await take("redress case show", [reference])
      try await take("redress-monitor case", [reference])
      try await take("redress-monitor explain", [reference])
      try await take("redress policy explain", [reference])
    }
    try withTroubles(&outputs["redress-monitor status", default: []])
    return outputs
  }

  /// A server of a test has no standby, and nothing in it lasts for minutes: that part of a report is made by hand.
  private func withTroubles(_ outputs: inout [String]) throws {
    var report = try #require(
      try JSONSerialization.jsonObject(with: Data(outputs[0].utf8)) as? [String: Any])
    let generation =
      ["generation": 0, "is_current": true, "opened_at": "2026-03-15T12:00:00Z", "bytes": 8192]
      as [String: Any]
    report["health"] = [
      "generations": [generation],
      "snapshot_holders": [
        [
          "what": "session", "name": "psql", "client": "local", "state": "idle in transaction",
          "seconds": 70.5,
        ],
        ["what": "slot", "name": "old", "client": "physical", "state": "inactive"],
      ],
      "bloated_tables": [
        [
          "name": "casework.clock", "live_rows": 10, "dead_rows": 20_000,
          "vacuumed_at": "2026-03-15T12:00:00Z",
        ],
        ["name": "casework.notification", "live_rows": 10, "dead_rows": 20_000],
      ],
      "standbys": [
        [
          "name": "b", "state": "streaming", "synchronization": "async", "bytes_behind": 0,
          "seconds_behind": 0.1,
        ],
        ["name": "c", "state": "catchup", "synchronization": "async", "bytes_behind": 10],
      ],
    ]
    outputs.append(String(decoding: try JSONSerialization.data(withJSONObject: report), as: UTF8.self))
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

  /// A file that was erased and one that is there, a mediation that has come to something, and a call.
  private func keepRecords() async throws {
    let desk = CaseDesk(pool: database.pool)
    let store = AttachmentFolder(folder.appendingPathComponent("attachments").path)
    for text in ["first", "second"] {
      _ = try await desk.attach(
        "R0000001", Array(text.utf8), named: AttachmentName("a.txt"), showing: [.photos], by: "Ewa", in: store
      )
    }
    try await database.pool.execute(.eraseFile)
    try await desk.note("R0000001", "Called.", of: Conversation(by: .phone), by: "Ewa")
    let disputed = try await database.pool.execute(.disputedCase)[0].decode(String.self, at: 0)
    try await desk.openMediation(disputed, with: "Office", about: "The kettle.", by: "Ewa")
    for party in MediationParty.allCases { try await desk.propose(disputed, "Half.", from: party, by: "Ewa") }
    _ = try await desk.agree(disputed, to: 1, as: .shop, by: "Ewa")
    try await desk.closeMediation(disputed, by: "Ewa")
  }

  /// One is done, with a number; one comes to nothing; the others are still open.
  private func doTasks() async throws {
    let tasks = TaskDesk(pool: database.pool)
    let open = try await tasks.open(limit: 2)
    try #require(open.count == 2)
    try await tasks.done(open[0].number, reference: TaskReference("RR 1 PL"), by: "Ewa")
    try await tasks.fail(open[1].number, because: .other, by: "Ewa")
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
  fileprivate static let eraseFile = Statement(
    "erase_file",
    "update casework.attachment set name = null, digest = null, erased_at = casework.business_now() where number = 1"
  )

  fileprivate static let disputedCase = Statement(
    "disputed_case",
    "select reference from casework.case_record where state = 'manual_review' order by 1 limit 1")

  /// One all of whose cases are over or wait, and whose money is in a file for the bank.
  fileprivate static let paidCustomer = Statement(
    "paid_customer",
    """
    select min(case_record.reference)
    from casework.case_record
    left join casework.payout using (case_id)
    group by customer_id
    having bool_and(state in ('resolved', 'closed')) and bool_and(payout.payout_id is not null)
      and bool_and(payout.file_id is not null)
      and bool_and(case_record.case_id <> (select case_id from casework.survey order by notification_id limit 1))
    order by 1
    limit 1
    """)

  /// Dies of its arguments, at once.
  fileprivate static let unreadableJob = Statement(
    "unreadable_job", "select job_queue.enqueue('verify', 'verify', '{}')")

  fileprivate static let anotherJob = Statement(
    "another_job", "select job_queue.enqueue('verify', 'verify', '{\"case\": 1}')")

  /// One as it was issued, for a case, and one that was redeemed.
  fileprivate static let codes = Statement(
    "codes",
    """
    with redeemed as (
      insert into casework.voucher (idempotency_key, code, amount_minor, currency, issued_at, valid_until, redeemed_at)
      values ('other', '0000-0000-0000-0000', 100, 'PLN', now(), now(), now())
      returning code
    ), withdrawn as (
      insert into casework.voucher (idempotency_key, code, amount_minor, currency, issued_at, valid_until, withdrawn_at)
      values ('another', '0000-0000-0000-0012', 100, 'PLN', now(), now(), now())
      returning code
    ), issued as (
      select code from casework.voucher join casework.ledger_entry using (idempotency_key) order by entry_id limit 1
    )
    select code from redeemed union all select code from withdrawn union all select code from issued
    """)

  fileprivate static let preferSomething = Statement(
    "prefer_something",
    """
    update casework.case_record set preference = 'speed', product = 'KUB-LIPA-03'
    where case_id = (select min(case_id) from casework.case_record)
    """)

  fileprivate static let reverseSomething = Statement(
    "reverse_something",
    """
    insert into casework.ledger_entry (
      case_id, decision_version, line, order_id, budget, remedy, instrument, means, amount_minor, currency, idempotency_key,
      reverses, intended_at)
    select case_id, decision_version, 90, order_id, budget, remedy, instrument, means, -1, currency, 'reversal', entry_id, now()
    from casework.ledger_entry
    where means is not null
    order by entry_id
    limit 1
    """)

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
    "some_mail",
    "select message_id from casework.notification where sent_by = 'mail' order by notification_id limit 1")

  /// As a policy with pauses would have it.
  fileprivate static let pauseClock = Statement(
    "pause_clock",
    """
    insert into casework.clock_pause (case_id, kind, cycle, paused_from)
    select case_id, kind, cycle, started_at from casework.clock where stopped_at is null order by 1, 2, 3 limit 1
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

  /// A few cases that have, together, everything that a case can have. The first of each sort: the last ones are received after the last
  /// look of the rules, and have nothing to be explained.
  fileprivate static let eventfulCases = Statement(
    "eventful_cases",
    """
    select reference
    from casework.case_record
    where case_id in (
      (select min(case_id) from casework.case_record where parent_case_id is not null)
      union (select min(parent_case_id) from casework.case_record where parent_case_id is not null)
      union (select min(case_id) from casework.case_record where claimed_minor is not null)
      union (select min(case_id) from casework.case_text where subject is not null and happened is not null)
      union (select min(case_id) from casework.case_text where tried is not null and started_on is not null)
      union (select min(case_id) from casework.case_note)
      union (select min(case_id) from casework.case_statement)
      union (select min(case_id) from casework.ledger where means is not null)
      union (select min(case_id) from casework.decision where ground is not null)
      union (select min(case_id) from casework.task where reference is not null)
      union (select min(case_id) from casework.task where failure is not null)
      union (select min(case_id) from casework.manual_review where proposal is not null)
      union (select min(case_id) from casework.remedy_choice)
      union (select min(case_id) from casework.commitment)
      union (select min(case_id) from casework.clock_pause)
      union (select min(case_id) from casework.attachment)
      union (select min(case_id) from casework.case_record where closed_at is not null)
      union (select min(case_id) from casework.mediation)
      union (select min(case_id) from casework.notification where bounced_at is not null)
      union (select min(case_id) from casework.notification where handed_at is not null and delivered_at is not null)
      union (select case_id from casework.survey order by notification_id limit 2)
      union (select min(case_id) from casework.clock where breached_at is not null)
      union (select min(case_id) from casework.case_record where preference is not null)
      union (select min(case_id) from casework.ledger where reverses is not null)
    )
    """)
}
