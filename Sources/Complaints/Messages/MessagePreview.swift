/// Facts for a message of any kind, to look at templates with: an invented customer of the language, an order that
/// came late, and everything that can be said, said.
///
/// The merchant's names are real where the caller has them; nothing else is, and nothing of a real case is shown.
package struct MessagePreview: Sendable {
  private let merchant: Merchant
  private let currency: Currency
  private let today: CivilDate
  private let words: SampleWords

  /// - Parameters:
  ///   - today: what the dates are reckoned from, so that they look like a letter of that day.
  package init(_ language: MessageLanguage, merchant: Merchant, currency: Currency, today: CivilDate) {
    self.merchant = merchant
    self.currency = currency
    self.today = today
    words = SampleWords(language)
  }

  /// The facts; `nil` for a kind that has no sample (a test sees to it that there is none).
  package func context(of kind: MessageKind) -> MessageContext? {
    guard let content = contents.first(where: { context($0).kind == kind }) else { return nil }
    return context(content)
  }

  private func context(_ content: MessageContext.Content) -> MessageContext {
    MessageContext(
      complaint: .lateDelivery, caseReference: "R0000017", merchant: merchant.name,
      responsible: merchant.responsiblePerson, receivedOn: today.adding(days: -3),
      customerName: words.customer, orderReference: "A-10482", complaintSubject: words.subject,
      complaintQuote: words.quote, prevention: content == .improvement ? words.improvement : nil,
      content: content)
  }

  private func money(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: currency) }

  private var bodies: [MessageContext.Route] {
    words.bodies.map { .init($0.kind, name: $0.name, contact: $0.contact, takesPart: true) }
  }

  private var options: [MessageContext.Grant] {
    [
      .init(.refundPartial, amount: money(1290)),
      .init(.discountCode, amount: money(1935), usableUntil: today.adding(months: 12)),
      .init(.refundFull, amount: money(12_900), goodsBack: .sent(paidBy: .merchant)),
    ]
  }

  private var contents: [MessageContext.Content] { progressContents + decisionContents }

  private var progressContents: [MessageContext.Content] {
    let overdue = MessageContext.Finding.overdue(promised: today.adding(days: -6), asOf: today)
    let (answer, next) = (today.adding(days: 11), today.adding(days: 3))
    return [
      .acknowledgement(answerBy: answer),
      .informationRequest(
        .init(
          missing: [.evidence(.receipt), .evidence(.photos), .orderReference],
          replyBy: today.adding(days: 7), answerBy: answer)),
      .holdingReply(
        .init(findings: [overdue], nextUpdateOn: next, newDeliveryDate: next), answerBy: answer),
      .statusUpdate(.init(findings: [overdue], nextUpdateOn: next, newDeliveryDate: next)),
      .promiseAtRisk(
        .init(
          promise: .delivery, promisedFor: today.adding(days: 1), newDate: next,
          amends: .init(.voucher, amount: money(2000), usableUntil: today.adding(months: 12)))),
      .deadlineExtended(
        reason: .expertExamination, previousAnswerBy: answer, answerBy: today.adding(days: 25)),
      .escalated(.init(trigger: .customerRequest, level: .teamLead, nextUpdateOn: next)),
      .externalBody(.init(routes: bodies, nextUpdateOn: next)), .withdrawn, .improvement,
      .closed(.init(appealBy: today.adding(days: -1), routes: bodies)),
      .survey(
        .init(
          resolvedOn: today.adding(days: -7), replyBy: today.adding(days: 30),
          code: "7K3M-9QXD-T2VR-8H4N-0CPB-WZ5E-J1AS",
          questions: zip(words.questions, [.yesNo, .scale(upTo: 5), .text]).map { .init($0, $1) })),
      .publicReply(contact: merchant.contact, answerBy: answer),
    ]
  }

  private var decisionContents: [MessageContext.Content] {
    let late = MessageContext.Finding.deliveredLate(
      promised: today.adding(days: -6), delivered: today.adding(days: -4))
    let voucher = MessageContext.Execution(
      .discountCode, amount: money(1935), code: "X7KQ-9M2P-4TRA", executedOn: today,
      usableUntil: today.adding(months: 12))
    return [
      .optionOffer(
        .init(
          acceptance: .init(basis: .contractual), findings: [late], options: options,
          chooseBy: today.adding(days: 14), defaultOption: 1, carriedOutBy: today.adding(days: 28))),
      .decisionAccepted(
        .init(
          acceptance: .init(basis: .contractual), findings: [late], remedies: [options[0]],
          chosenByDefault: true, carriedOutBy: today.adding(days: 14))),
      .decisionRejected(
        .init(
          ground: .filedTooLate, limit: today.adding(days: -40), statement: words.statement,
          findings: [
            .deliveredOnTime(promised: today.adding(days: -800), delivered: today.adding(days: -801))
          ],
          routes: [.init(.appeal, until: today.adding(days: 30))] + bodies,
          appealBy: today.adding(days: 30))),
      .answer(.init(statement: words.statement, followUpOn: today.adding(days: 7))),
      .remedyExecuted(
        .init(
          acceptance: .init(basis: .contractual),
          remedies: [
            .init(.refundPartial, amount: money(1290), executedOn: today, arrivesBy: today.adding(days: 5)),
            voucher,
          ], delay: .init(days: 2, penalty: money(26)), followUpOn: today.adding(days: 7))),
      .remedyReversed(
        .init(.bankReturned, amount: money(1290), nextUpdateOn: today.adding(days: 3))),
    ]
  }
}

/// What a customer and an official could be called, and write, in each language.
private struct SampleWords {
  let customer: String
  let subject: String
  let quote: String
  let statement: String
  /// What was changed since.
  let improvement: String
  let bodies: [(kind: MessageContext.Route.Kind, name: String, contact: String?)]
  /// One of each kind of answer.
  let questions: [String]

  init(_ language: MessageLanguage) {
    switch language {
    case .polish:
      customer = "Magdalena Wiśniewska"
      subject = "Gdzie jest moja paczka?"
      quote = "Paczka miała być w piątek, a dziś jest środa. Na infolinii nikt nie odbiera."
      statement = "Dwuletni termin upłynął 40 dni przed zgłoszeniem."
      improvement = "Od marca paczki na północy kraju dostarcza inny przewoźnik."
      bodies = [
        (.mediation, "Wojewódzki Inspektorat Inspekcji Handlowej", "https://uokik.gov.pl"),
        (.court, "sąd powszechny", nil),
      ]
      questions = [
        "Czy sprawa jest dla Państwa załatwiona?", "Jak oceniają Państwo naszą pracę?",
        "Co mogliśmy zrobić lepiej?",
      ]
    case .russian:
      customer = "Мария Соколова"
      subject = "Где моя посылка?"
      quote = "Обещали доставить в пятницу, сегодня среда. По телефону никто не отвечает."
      statement = "Двухлетний срок истёк за 40 дней до обращения."
      improvement = "С марта посылки на север страны доставляет другой перевозчик."
      bodies = [
        (.authority, "Роспотребнадзор", "https://zpp.rospotrebnadzor.ru"), (.court, "районный суд", nil),
      ]
      questions = [
        "Вопрос для Вас решён?", "Как Вы оцениваете нашу работу?", "Что мы могли бы сделать лучше?",
      ]
    case .english:
      customer = "Emily Carter"
      subject = "Where is my parcel?"
      quote = "It was promised for Friday, and today is Wednesday. Nobody picks up the phone."
      statement = "The period ended 40 days before you wrote to us."
      improvement = "Since March, another carrier delivers our parcels in the north."
      bodies = [
        (.authority, "Citizens Advice", "0808 223 1133"),
        (.ombudsman, "Dispute Resolution Ombudsman", "https://www.disputeresolutionombudsman.org"),
        (.court, "the county court", nil),
      ]
      questions = [
        "Is the matter settled for you?", "How well did we handle it?", "What could we have done better?",
      ]
    }
  }
}
