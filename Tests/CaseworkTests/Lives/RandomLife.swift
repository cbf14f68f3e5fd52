import Complaints
import Foundation
import Gateways
import JobQueueTesting
import LibPQ
import TestSupport
import Testing

@testable import Casework

/// A shop to which things happen at random. All randomness is the generator's: a seed repeats a life.
struct RandomLife {
  struct Country: Sendable {
    let policy: String
    let currency: String
  }

  static let countries = [
    Country(policy: "pl", currency: "PLN"), Country(policy: "ru", currency: "RUB"),
    Country(policy: "uk", currency: "GBP"),
  ]

  private let shop: Shop
  private let outbox: TestOutbox
  private let country: Country
  private let money: ScriptedGateway
  private let codes: ScriptedGateway
  private var random: SplitMix
  private var orders = 0
  private var complaints = 0
  /// What was done and what came of it, for who looks into a failure.
  private(set) var log: [String] = []
  /// For which days orders were ever promised.
  private(set) var promisedDays: Set<CivilDate> = []

  init(_ shop: Shop, _ outbox: TestOutbox, _ country: Country, random: SplitMix) throws {
    (self.shop, self.outbox, self.country, self.random) = (shop, outbox, country, random)
    money = ScriptedGateway(PayoutBook(shop.pool))
    codes = ScriptedGateway(VoucherBook(shop.pool))
  }

  private var desk: CaseDesk { CaseDesk(pool: shop.pool) }

  mutating func begin() async throws {
    for _ in 0..<4 { try await addOrder() }
    for _ in 0..<5 { try await addComplaint() }
    try await work()
  }

  /// A few things happen at once, and workers do what follows.
  mutating func round() async throws {
    for _ in 0..<Int.random(in: 1...6, using: &random) { try await act() }
    try await work()
  }

  /// The providers answer again, and a person decides what is left, until every case has its end.
  mutating func end() async throws {
    for gateway in [money, codes] { await gateway.behave(.works) }
    for _ in 0..<40 {
      try await work()
      try await shop.passOn()
      for review in try await desk.openReviews(limit: 1_000) { try await finish(review.reference) }
      try await doTasks()
      try await work()
      if try await shop.number(
        "select count(*) from casework.case_record where state not in ('closed', 'withdrawn')") == 0
      {
        return
      }
      try await shop.advance("8 days")
    }
  }

  /// Everything that people do with their hands; of what one task brings about, the next.
  private mutating func doTasks() async throws {
    let tasks = TaskDesk(pool: shop.pool)
    for task in try await tasks.open(limit: 1_000) {
      _ = try await attempt("do task \(task.number) \(task.kind.rawValue)") {
        try await tasks.done(task.number, by: "Ewa")
      }
    }
  }

  /// The first verdict that may be given.
  private mutating func finish(_ reference: String) async throws {
    let small = "1.00"
    let verdicts: [CaseVerdict] = [
      .accept(), .accept([GrantedRemedy(.voucher, amount: small)]), .accept([GrantedRemedy(.gift)]),
      .reject(.notOurProduct), .answer(),
    ]
    let desk = desk
    for verdict in verdicts {
      let isDone = try await attempt("decide \(reference) \(verdict)") {
        try await desk.decide(reference, verdict, by: "Ewa", saying: verdict == .answer() ? "Tak." : nil)
      }
      if isDone { return }
    }
  }

  /// Everything that is ready, and retries at once: waiting is what tests do not do.
  private mutating func work() async throws {
    for _ in 0..<3 {
      try await shop.run(
        "update job_queue.later set due = job_queue.now_on(timeline) where timeline = 'server'")
      try await shop.run("select job_queue.promote('server', '-infinity', 10000)")
      try await shop.run("select job_queue.promote('business', '-infinity', 10000)")
      try await JobQueueTesting.drain(
        with: shop.handlers(outbox, money: money, codes: codes), timelines: ["server", "business"],
        on: shop.pool)
    }
  }

  private static var code: Regex<(Substring, Substring)> {
    /([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}/
  }

  // MARK: What happens

  private mutating func act() async throws {
    switch Int.random(in: 0..<34, using: &random) {
    case 0: try await addOrder()
    case 1...3: try await addComplaint()
    case 4: try await changeOrder()
    case 5...9: try await letTimePass()
    case 10, 11: try await misbehave()
    case 12: try await shop.passOn()
    case 13: try await reportMail()
    case 14, 15: try await answerSurvey()
    case 16...19: try await decide()
    case 20...23: try await choose()
    default: try await doAnything()
    }
  }

  private mutating func letTimePass() async throws {
    let hours =
      Bool.random(using: &random)
      ? Int.random(in: 1...30, using: &random) : 24 * Int.random(in: 1...9, using: &random)
    try await shop.advance("\(hours) hours")
    log.append("\(hours) hours pass")
  }

  private mutating func misbehave() async throws {
    let behaviours: [ScriptedGateway.Behaviour] = [
      .works, .works, .declines(.unsupported), .answersNothing, .cannotBeReached,
    ]
    let behaviour = behaviours.randomElement(using: &random)!
    let isMoney = Bool.random(using: &random)
    await (isMoney ? money : codes).behave(behaviour)
    log.append("\(isMoney ? "money" : "codes") \(behaviour)")
  }

  private mutating func addOrder() async throws {
    orders += 1
    try await importOrder(orders, isChange: false)
  }

  private mutating func changeOrder() async throws {
    try await importOrder(Int.random(in: 1...orders, using: &random), isChange: true)
  }

  /// What was paid stays: money is capped by it from the first refund on.
  private mutating func importOrder(_ number: Int, isChange: Bool) async throws {
    let now = try await now()
    func day(_ days: ClosedRange<Int>) -> Date {
      now.addingTimeInterval(Double(Int.random(in: days, using: &random)) * 86_400)
    }
    let isDelivered = Bool.random(using: &random)
    let status =
      isDelivered
      ? "delivered" : ["placed", "shipped", "cancelled", "unavailable"].randomElement(using: &random)!
    var payments = SplitMix(UInt64(number))
    let paid = ["card", "voucher", "transfer", "cash_on_delivery"].shuffled(using: &payments).prefix(
      Int.random(in: 0...3, using: &payments)
    )
    .map { "\($0) \(Int.random(in: 1...300, using: &payments)).50" }
    let customer = "C-\(number % 3)"
    let promised = String(local(day(-12...4)).prefix(10))
    if let day = CivilDate(promised) { promisedDays.insert(day) }
    let row: [String: String] = [
      "order_reference": "A-\(number)", "customer_reference": customer, "customer_name": line(),
      "customer_email": number.isMultiple(of: 4) ? "" : "\(customer)@example.com",
      "currency": country.currency,
      "ordered_at": local(now.addingTimeInterval(Double(-40 - number) * 86_400)), "promised_on": promised,
      "delivered_at": isDelivered ? local(day(-9...0)) : "", "status": status,
      "items": "KETTLE 1 \(10 * number).00; CUP 2 7.30", "payments": paid.joined(separator: "; "),
    ]
    let text = Files.orders(row)
    let report = try await shop.importOrders(text).report
    log.append(
      "order A-\(number) \(isChange ? "changes" : "comes in"): \(status), \(report.rejected == 0 ? "taken" : "rejected")"
    )
  }

  private mutating func addComplaint() async throws {
    complaints += 1
    let order = Int.random(in: 1...(orders + 1), using: &random)
    let received = try await now().addingTimeInterval(-Double.random(in: 0...200_000, using: &random))
    let kind = ComplaintKind.allCases.randomElement(using: &random)!
    let desired = Bool.random(using: &random) ? Remedy.allCases.randomElement(using: &random)!.rawValue : ""
    let isClaim = Bool.random(using: &random)
    let evidence = Evidence.allCases.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map(
      \.rawValue)
    let channel = ["email", "email", "web_form", "phone", "chat"].randomElement(using: &random)!
    let locale = ["pl", "ru", "en", "cs"].randomElement(using: &random)!
    let standing = ["consumer", "consumer", "sole_trader", "business"].randomElement(using: &random)!
    let namesOrder = Int.random(in: 0..<6, using: &random) > 0
    let namesCustomer = Int.random(in: 0..<6, using: &random) > 0
    let claim = Int.random(in: 1...400, using: &random)
    let account = Bool.random(using: &random) ? "PL61109010140000071219812874" : ""
    let row: [String: String] = [
      "reference": "S-\(complaints)", "order_reference": namesOrder ? "A-\(order)" : "",
      "customer_reference": namesCustomer ? "C-\(order % 3)" : "", "kind": kind.rawValue, "channel": channel,
      "locale": locale, "standing": standing, "submitted_at": local(received), "received_at": local(received),
      "subject": line(), "body": HostileText.make(8, storable: true, using: &random),
      "desired_remedy": desired,
      "claimed_amount": isClaim ? "\(claim).00" : "", "currency": isClaim ? country.currency : "",
      "evidence": evidence.joined(separator: "; "), "refund_iban": account,
    ]
    let text = Files.complaints(row)
    let report = try await shop.importComplaints(text).report
    log.append(
      "complaint S-\(complaints) about A-\(order): \(kind.rawValue), \(report.rejected == 0 ? "taken" : "rejected")"
    )
  }

  private mutating func decide() async throws {
    let reviews = try await desk.openReviews(limit: 1_000).map(\.reference).sorted()
    guard let reference = reviews.randomElement(using: &random) else { return }
    try await decide(reference)
  }

  private mutating func decide(_ reference: String) async throws {
    let amount = "\(Int.random(in: 1...150, using: &random)).00"
    let remedy = Remedy.allCases.randomElement(using: &random)!
    let grant = GrantedRemedy(remedy, amount: remedy.isGoods || remedy == .refundFull ? nil : amount)
    let verdicts: [CaseVerdict] = [
      .accept(), .accept([grant]),
      .accept([grant, GrantedRemedy(.voucher, amount: "3.00")], partially: true), .confirm,
      .reject(RejectionGround.allCases.randomElement(using: &random)!),
      .ask([.evidence(.photos), .proofOfPurchase]),
      .answer(publicly: Bool.random(using: &random)),
    ]
    let verdict = verdicts.randomElement(using: &random)!
    let words = Bool.random(using: &random) ? "Proszę pani, to prawda.\n\n- tak\n- tak" : nil
    let desk = desk
    try await attempt("decide \(reference) \(verdict)") {
      try await desk.decide(reference, verdict, by: "Ewa", saying: words)
    }
  }

  private mutating func choose() async throws {
    let waiting = try await references("where state = 'awaiting_choice'")
    guard let reference = waiting.randomElement(using: &random) else { return }
    let number = Int.random(in: 1...4, using: &random)
    let desk = desk
    try await attempt("choose \(reference) \(number)") {
      try await desk.choose(reference, .number(number))
    }
  }

  /// To any case in any state: most of it is refused, and all of it must be refused in words.
  private mutating func doAnything() async throws {
    guard let reference = try await references("").randomElement(using: &random) else { return }
    let number = Int.random(in: 1...3, using: &random)
    let day = String(
      local(try await now().addingTimeInterval(Double(Int.random(in: -1...12, using: &random)) * 86_400))
        .prefix(10))
    let information = ProvidedInformation(
      evidence: Set(Evidence.allCases.filter { _ in Bool.random(using: &random) }),
      orderReference: Bool.random(using: &random) ? "A-\(number)" : nil, customerReference: "C-\(number % 3)")
    let desk = desk
    switch Int.random(in: 0..<12, using: &random) {
    case 0: try await attempt("withdraw \(reference)") { try await desk.withdraw(reference) }
    case 1, 2: try await attempt("appeal \(reference)") { try await desk.appeal(reference, note: "Nie.") }
    case 3, 4: try await attempt("provide \(reference)") { try await desk.provide(reference, information) }
    case 5:
      try await attempt("escalate \(reference)") {
        _ = try await desk.escalate(reference, because: .customerRequest, by: "Ewa")
      }
    case 6:
      let what = MessageContext.Promise.allCases.randomElement(using: &random)!
      try await attempt("promise \(reference) for \(day)") {
        _ = try await desk.promise(reference, what, by: PromisedTime(day), owner: "Ewa")
      }
    case 7:
      try await attempt("keep \(reference) \(number)") {
        try await desk.keep(reference, promise: number, by: "Ewa")
      }
    case 8:
      try await attempt("replace \(reference) \(number) for \(day)") {
        _ = try await desk.replace(reference, promise: number, by: PromisedTime(day), owner: "Ewa")
      }
    case 9:
      try await attempt("hold \(reference)") { try await desk.hold(reference, by: "Ewa", saying: "Czekamy.") }
    case 10: try await attempt("choose \(reference)") { try await desk.choose(reference, .number(number)) }
    default: try await decide(reference)
    }
  }

  private mutating func reportMail() async throws {
    let mails = try await shop.pool.execute(
      Statement(
        "mails", "select notification_id from casework.notification where message_id is not null order by 1")
    ).map { try $0.decode(Int64.self, at: 0) }
    guard let mail = mails.randomElement(using: &random) else { return }
    let isBack = Bool.random(using: &random)
    let desk = MessageDesk(pool: shop.pool)
    try await attempt("mail \(mail) \(isBack ? "comes back" : "arrives")") {
      if isBack {
        try await desk.bounced("\(mail)", because: .unknownAddress)
      } else {
        try await desk.delivered("\(mail)")
      }
    }
  }

  /// With the code of a mail, as its customer would.
  private mutating func answerSurvey() async throws {
    let surveys = try await shop.pool.execute(
      Statement("surveys", "select notification_id from casework.survey order by 1")
    ).map { try $0.decode(Int64.self, at: 0) }
    guard let survey = surveys.randomElement(using: &random) else { return }
    // The code is a new one each time that a seed is run: it stands in the mail, and is not among the choices.
    let mails = outbox.mails.filter { $0.contains("notification-\(survey).") }
    guard let mail = mails.first, let code = try outbox.mail(mail).firstMatch(of: Self.code) else { return }
    let settled = Bool.random(using: &random) ? "yes" : "no"
    let desk = SurveyDesk(pool: shop.pool)
    try await attempt("survey \(survey) is answered: \(settled)") {
      _ = try await desk.answer(String(code.0), ["settled": settled, "handling": "2"])
    }
  }

  // MARK: -

  /// What an import takes for a name or a subject, no longer than it may be.
  private mutating func line() -> String {
    let scalars = HostileText.make(3, storable: true, using: &random).unicodeScalars.filter {
      ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
    return String(String.UnicodeScalarView(scalars.prefix(80)))
  }

  /// A refusal in words is as good as success; anything else is not.
  @discardableResult
  private mutating func attempt(_ what: String, _ action: () async throws -> Void) async throws -> Bool {
    do {
      try await action()
      log.append(what)
      return true
    } catch let refusal as CaseRefusal {
      log.append("\(what): \(refusal)")
    } catch let refusal as SurveyRefusal {
      log.append("\(what): \(refusal)")
    } catch {
      log.append("\(what): \(error)")
      throw error
    }
    return false
  }

  private func references(_ condition: String) async throws -> [String] {
    try await shop.pool.execute(
      Statement(
        "references \(condition)", "select reference from casework.case_record \(condition) order by case_id")
    ).map { try $0.decode(String.self, at: 0) }
  }

  private func now() async throws -> Date {
    try await shop.pool.execute(Statement("now", "select casework.business_now()"))[0].decode(
      Date.self, at: 0)
  }

  /// As a file of the shop has it: `2026-03-02 09:00:00`, on the clock on its wall.
  private func local(_ instant: Date) -> String {
    let zone = TimeZone(identifier: shop.policy.zone.identifier)!
    let style = Date.ISO8601FormatStyle(timeZone: zone).year().month().day().dateTimeSeparator(.space).time(
      includingFractionalSeconds: false)
    return instant.formatted(style)
  }
}
