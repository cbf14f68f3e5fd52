@testable import Complaints

/// Facts for messages of every kind, complete ones and the barest possible.
enum MessageSamples {
  static let catalog = try! MessageCatalog()

  static func day(_ text: String) -> CivilDate { CivilDate(text)! }
  static func money(_ minorUnits: Int64, _ code: String = "PLN") -> Money {
    Money(minorUnits: minorUnits, currency: Currency(code: code)!)
  }

  static func context(
    _ content: MessageContext.Content, complaint: ComplaintKind = .lateDelivery, full: Bool = true
  ) -> MessageContext {
    var context = MessageContext(
      complaint: complaint, caseReference: "RC-000017", merchant: "Bławatek", responsible: "Anna Nowak",
      receivedOn: day("2026-03-02"), content: content)
    if full {
      context.customerName = "Jan Kowalski"
      context.orderReference = "PL-2026-118"
      context.contact = "pomoc@blawatek.example"
      context.expectedBy = day("2026-03-10")
      context.complaintSubject = "Gdzie jest moja paczka?"
      context.complaintQuote = "Paczka miała być w piątek, a dziś jest poniedziałek."
    }
    return context
  }

  /// Every kind with everything that it can say.
  static let full: [MessageContext.Content] = {
    let late = MessageContext.Finding.deliveredLate(promised: day("2026-02-27"), delivered: day("2026-03-02"))
    let options: [MessageContext.Grant] = [
      .init(.refundFull, amount: money(123_450), goodsBack: .sent(paidBy: .merchant)),
      .init(.voucher, amount: money(5000), usableUntil: day("2027-03-02")),
      .init(.freeShipping, usableUntil: day("2027-03-02")),
    ]
    return [
      .acknowledgement(answerBy: day("2026-03-16")),
      .informationRequest(
        .init(
          missing: [.evidence(.receipt), .evidence(.photos), .orderReference], replyBy: day("2026-03-09"),
          answerBy: day("2026-03-16"), statement: "Zdjęcia pokażą, czy to kurier.")),
      .holdingReply(
        .init(
          findings: [.overdue(promised: day("2026-02-27"), asOf: day("2026-03-02"))],
          nextUpdateOn: day("2026-03-05"), newDeliveryDate: day("2026-03-06"),
          reason: .awaitingCarrier, statement: "Czekamy na kuriera."), answerBy: day("2026-03-16")),
      .statusUpdate(
        .init(
          findings: [.notYetDue(promised: day("2026-03-04"))], nextUpdateOn: day("2026-03-05"),
          newDeliveryDate: day("2026-03-06"))),
      .promiseAtRisk(
        .init(
          promise: .answer, promisedFor: day("2026-03-16"), newDate: day("2026-03-18"),
          amends: .init(.voucher, amount: money(2000), usableUntil: day("2027-03-02")))),
      .optionOffer(
        .init(
          acceptance: .init(basis: .statutory), findings: [late], options: options,
          chooseBy: day("2026-03-12"),
          defaultOption: 1, carriedOutBy: day("2026-03-26"), newDeliveryDate: day("2026-03-06"),
          statement: "Kurier potwierdził opóźnienie.")),
      .decisionAccepted(
        .init(
          acceptance: .init(basis: .contractual, partial: true), findings: [late], remedies: options,
          chosenByDefault: true, carriedOutBy: day("2026-03-26"), newDeliveryDate: day("2026-03-06"),
          statement: "Kurier potwierdził opóźnienie.")),
      .decisionRejected(
        .init(
          ground: .filedTooLate, limit: day("2026-01-31"), statement: "Termin liczymy od dnia doręczenia.",
          findings: [.deliveredOnTime(promised: day("2024-01-30"), delivered: day("2024-01-29"))],
          routes: [
            .init(.appeal, until: day("2026-03-30")),
            .init(.mediation, name: "Inspekcja Handlowa", contact: "https://uokik.gov.pl", takesPart: true),
            .init(.authority, name: "Powiatowy rzecznik konsumentów", contact: "tel. 22 55 60 800"),
            .init(
              .ombudsman, name: "Ombudsman", contact: "0800 111", until: day("2026-09-02"), takesPart: true),
            .init(.court, name: "Sąd Rejonowy", contact: "Gdańsk"),
          ], appealBy: day("2026-03-30"))),
      .answer(
        .init(
          statement: "Towar można zwrócić w sklepie.\n\n- z paragonem\n- w ciągu 14 dni",
          followUpOn: day("2026-03-27"))),
      .remedyExecuted(
        .init(
          acceptance: .init(basis: .statutory),
          remedies: [
            .init(
              .refundFull, amount: money(123_450), executedOn: day("2026-03-13"), arrivesBy: day("2026-03-18")
            ),
            .init(
              .voucher, amount: money(5000), code: "X7KQ-9M2P", executedOn: day("2026-03-13"),
              usableUntil: day("2027-03-13")),
          ], chosenByDefault: true, delay: .init(days: 3, penalty: money(370)), followUpOn: day("2026-03-27"))
      ),
      .remedyReversed(
        .init(
          .bankReturned, amount: money(123_450), nextUpdateOn: day("2026-03-16"),
          statement: "Bank odesłał przelew.")),
      .deadlineExtended(
        reason: .expertExamination, previousAnswerBy: day("2026-03-16"), answerBy: day("2026-03-30"),
        termStays: true),
      .escalated(.init(trigger: .silence, level: .teamLead, nextUpdateOn: day("2026-03-05"))),
      .externalBody(
        .init(
          routes: [.init(.ombudsman, name: "Ombudsman", contact: "0800 111")],
          nextUpdateOn: day("2026-03-05"))),
      .withdrawn, .improvement,
      .closed(
        .init(appealBy: day("2026-03-30"), routes: [.init(.court, name: "Sąd Rejonowy", contact: "Gdańsk")])),
      .survey(
        .init(
          resolvedOn: day("2026-03-18"), replyBy: day("2026-04-01"), code: "7K3M-9QXD",
          questions: [.init("Settled?", .yesNo), .init("How?", .scale(upTo: 5)), .init("What?", .text)])),
      .publicReply(
        contact: "pomoc@blawatek.example", answerBy: day("2026-03-16"),
        statement: "Od marca odpowiadamy także w soboty."),
    ]
  }()

  /// Every kind that has something optional, without it.
  static let bare: [MessageContext.Content] = [
    .deadlineExtended(
      reason: .awaitingParts, previousAnswerBy: day("2026-03-16"), answerBy: day("2026-03-30")),
    .escalated(
      .init(trigger: .clockBreached, level: .manager, isTakenOver: false, nextUpdateOn: day("2026-03-05"))),
    .informationRequest(.init(missing: [.identity], replyBy: day("2026-03-09"), answerBy: nil)),
    .holdingReply(.init(nextUpdateOn: day("2026-03-05")), answerBy: nil),
    .statusUpdate(.init(nextUpdateOn: day("2026-03-05"))),
    .promiseAtRisk(.init(promise: .delivery, promisedFor: day("2026-03-16"), newDate: day("2026-03-18"))),
    .optionOffer(
      .init(
        acceptance: .init(basis: .goodwill), findings: [.examined], options: [.init(.gift)],
        chooseBy: day("2026-03-12"), carriedOutBy: day("2026-03-26"))),
    .decisionAccepted(
      .init(
        acceptance: .init(basis: .deemed), findings: [.answerMissed(due: day("2026-03-16"))],
        remedies: [.init(.replacement)], carriedOutBy: day("2026-03-26"))),
    .decisionRejected(
      .init(
        ground: .naturalWear, findings: [.confirmedByEvidence([.photos, .receipt])],
        routes: [.init(.appeal), .init(.mediation), .init(.authority), .init(.ombudsman), .init(.court)],
        appealBy: day("2026-03-30"))),
    .answer(.init(statement: "Test.")),
    .remedyReversed(.init(.codeWithdrawn, amount: money(5000))),
    .publicReply(contact: "pomoc@blawatek.example", answerBy: day("2026-03-16")),
    .remedyExecuted(
      .init(
        acceptance: .init(basis: .goodwill), remedies: [.init(.gift, executedOn: day("2026-03-13"))])),
    .externalBody(.init(routes: [.init(.ombudsman)], nextUpdateOn: day("2026-03-05"))),
    .closed(.init(appealBy: day("2026-03-30"), routes: [.init(.court)])),
  ]

  /// Every finding once.
  static let findings: [MessageContext.Finding] = [
    .deliveredLate(promised: day("2026-02-27"), delivered: day("2026-02-28")),
    .deliveredOnTime(promised: nil, delivered: day("2026-02-27")),
    .deliveredOnTime(promised: day("2026-02-28"), delivered: day("2026-02-27")),
    .overdue(promised: day("2026-02-27"), asOf: day("2026-03-21")),
    .notYetDue(promised: day("2026-03-04")), .orderCancelled, .orderUnavailable, .orderNotFound,
    .complaintBeforeOrder(ordered: day("2026-03-04")),
    .overcharged(expected: money(10_000), charged: money(12_050)),
    .confirmedByEvidence([.photos, .carrierConfirmation]), .examined, .answerMissed(due: day("2026-03-16")),
  ]
}
