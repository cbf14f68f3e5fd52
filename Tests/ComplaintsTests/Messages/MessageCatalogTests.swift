import Testing

@testable import Complaints

@Suite struct MessageCatalogTests {
  private let catalog = MessageSamples.catalog

  @Test("every kind × language renders, for every complaint, with all and with none of its optional facts")
  func matrix() throws {
    #expect(Set(MessageSamples.full.map { MessageSamples.context($0).kind }) == Set(MessageKind.allCases))
    for language in MessageLanguage.allCases {
      for complaint in ComplaintKind.allCases {
        for (contents, full) in [
          (MessageSamples.full, true), (MessageSamples.full, false), (MessageSamples.bare, false),
        ] {
          for content in contents {
            let context = MessageSamples.context(content, complaint: complaint, full: full)
            let message = try catalog.render(context, locale: language.rawValue, fallback: .english)
            let place = "\(language) \(context.kind) \(complaint)"
            #expect(!message.subject.isEmpty && !message.usedFallback, "\(place)")
            for text in [message.subject, message.text, message.html] {
              #expect(!text.contains("{{") && !text.contains("}}"), "\(place): \(text)")
            }
            for flaw in ["  ", " .", " ,", "..", "()", " :", ": .", ",,", " ;"] {
              #expect(!message.text.contains(flaw), "\(place) has «\(flaw)»: \(message.text)")
            }
            #expect(message.text.contains("Anna Nowak"), "\(place): apology by a named person (S25)")
          }
        }
      }
    }
  }

  @Test("S5, S8: help with a payment, and another way to be answered, are offered with the first message")
  func helpAtOnce() throws {
    let content = MessageContext.Content.acknowledgement(answerBy: MessageSamples.day("2026-03-16"))
    for language in MessageLanguage.allCases {
      let helped = try ComplaintKind.allCases.filter { complaint in
        let context = MessageSamples.context(content, complaint: complaint)
        return try catalog.render(context, locale: language.rawValue, fallback: .english).text.contains(
          "pomoc@blawatek.example")
      }
      #expect(helped == [.paymentProblem, .poorService])
    }
    let waiting = MessageSamples.context(content, complaint: .poorService)
    let text = try catalog.render(waiting, locale: "en", fallback: .english).text.replacing(
      "\u{A0}", with: " ")
    #expect(text.contains("We expect to be able to answer you by 10 March 2026."))
  }

  @Test("blocks come in the order of S24")
  func order() throws {
    let accepted = try render(MessageSamples.full[6], "en").text.replacing("\u{A0}", with: " ")
    let marks = [
      "Thank you", "I am sorry", "3 days late", "This is what you will receive", "complaints register",
      "by 26 March 2026", "Does this settle the matter",
    ]
    let places = try marks.map { try #require(accepted.firstRange(of: $0)?.lowerBound, "\($0)") }
    #expect(places == places.sorted())
  }

  @Test("every finding, remedy, ground, route, reason and word exists in every language")
  func words() throws {
    for language in MessageLanguage.allCases.map(\.rawValue) {
      for finding in MessageSamples.findings {
        let progress = MessageContext.Progress(
          findings: [finding], nextUpdateOn: MessageSamples.day("2026-03-05"))
        #expect(try !render(.statusUpdate(progress), language).text.isEmpty)
      }
      var offers: Set<String> = []
      for remedy in Remedy.allCases {
        let amends = MessageContext.PromiseAtRisk(
          promise: .remedy, promisedFor: MessageSamples.day("2026-03-05"),
          newDate: MessageSamples.day("2026-03-09"),
          amends: .init(remedy))
        offers.insert(try render(.promiseAtRisk(amends), language).text)
      }
      #expect(offers.count == Remedy.allCases.count)
    }
  }

  @Test("an unknown locale is answered in the policy's language, and the message says so")
  func fallback() throws {
    let context = MessageSamples.context(.acknowledgement(answerBy: MessageSamples.day("2026-03-16")))
    let expected: [(String?, MessageLanguage, Bool)] = [
      ("pl", .polish, false), ("pl-PL", .polish, false), ("RU_ru", .russian, false),
      ("en-GB", .english, false),
      ("pt-BR", .russian, true), ("uk", .russian, true), ("", .russian, true), (nil, .russian, true),
      ("plx", .russian, true),
    ]
    for (locale, language, usedFallback) in expected {
      let message = try catalog.render(context, locale: locale, fallback: .russian)
      #expect(message.language == language && message.usedFallback == usedFallback, "\(locale ?? "nil")")
    }
  }

  @Test("fault is admitted only when a decision rests on law or contract (S25)")
  func apology() throws {
    func admits(_ basis: Basis) throws -> Bool {
      let decision = MessageContext.AcceptedDecision(
        acceptance: .init(basis: basis), findings: [.orderCancelled], remedies: [.init(.gift)],
        carriedOutBy: MessageSamples.day("2026-03-16"))
      return try render(.decisionAccepted(decision), "en").text
        .contains("I am sorry that we did not deliver by the date we promised.")
    }
    #expect(try admits(.statutory))
    #expect(try admits(.contractual))
    #expect(try !admits(.goodwill))
    #expect(try !admits(.deemed))
    let acknowledgement = try render(.acknowledgement(answerBy: MessageSamples.day("2026-03-16")), "en").text
    #expect(acknowledgement.contains("I am sorry that this delivery has caused you worry."))
    #expect(!acknowledgement.contains("we did not deliver"))
  }

  @Test("a public reply names no customer, order, case, complaint text or amount (S9)")
  func publicReply() throws {
    for language in MessageLanguage.allCases {
      let message = try render(
        .publicReply(contact: "help@shop.example", answerBy: MessageSamples.day("2026-03-16")),
        language.rawValue)
      for secret in ["Kowalski", "PL-2026-118", "RC-000017", "paczka", "zł", "PLN"] {
        #expect(!(message.subject + message.text + message.html).contains(secret), "\(language): \(secret)")
      }
      #expect(message.text.contains("help@shop.example"))
    }
  }

  @Test("lists without an entry make no message")
  func emptyLists() {
    let day = MessageSamples.day("2026-03-16")
    let acceptance = MessageContext.Acceptance(basis: .statutory)
    let cases: [(MessageContext.Content, [String])] = [
      (.informationRequest(.init(missing: [], replyBy: day, answerBy: day)), ["missing"]),
      (
        .optionOffer(
          .init(acceptance: acceptance, findings: [], options: [], chooseBy: day, carriedOutBy: day)),
        ["findings", "options"]
      ),
      (
        .decisionAccepted(
          .init(acceptance: acceptance, findings: [.orderCancelled], remedies: [], carriedOutBy: day)),
        ["remedies"]
      ),
      (
        .decisionRejected(.init(ground: .misuse, findings: [.orderCancelled], routes: [], appealBy: day)),
        ["routes"]
      ),
      (.remedyExecuted(.init(acceptance: acceptance, remedies: [], followUpOn: day)), ["remedies"]),
      (.externalBody(.init(routes: [], nextUpdateOn: day)), ["routes"]),
      (.closed(.init(appealBy: day, routes: [])), ["routes"]),
    ]
    for (content, variables) in cases {
      let kind = MessageSamples.context(content).kind
      #expect(throws: MessageError.missing(kind, variables: variables)) { try render(content, "en") }
    }
  }

  @Test("a message without a name to answer for it is refused (S25)")
  func nobodyResponsible() {
    var context = MessageSamples.context(.acknowledgement(answerBy: MessageSamples.day("2026-03-16")))
    context.responsible = " \u{202E}\n "
    #expect(throws: MessageError.missing(.acknowledgement, variables: ["responsible"])) {
      try catalog.render(context, locale: "pl", fallback: .polish)
    }
  }

  @Test("the closed EU platform for disputes is never offered (L4)")
  func closedPlatform() {
    let decision = MessageContext.RejectedDecision(
      ground: .misuse, findings: [.orderCancelled],
      routes: [.init(.mediation, name: "ODR", contact: "https://EC.europa.eu/consumers/odr/main")],
      appealBy: MessageSamples.day("2026-03-16"))
    #expect(throws: MessageError.closedPlatform) { try render(.decisionRejected(decision), "en") }
    // Neither where the way to an ombudsman opens, nor where a refusal is closed.
    let day = decision.appealBy
    #expect(throws: MessageError.closedPlatform) {
      try render(.externalBody(.init(routes: decision.routes, nextUpdateOn: day)), "en")
    }
    #expect(throws: MessageError.closedPlatform) {
      try render(.closed(.init(appealBy: day, routes: decision.routes)), "en")
    }
  }

  @Test(
    "a refusal says whether the shop takes part in what it names: yes or no, and neither of a court (S32)",
    arguments: [
      ("pl", "Zgadzamy się na udział", "Nie zgadzamy się na udział"),
      ("ru", "Мы готовы", "Мы в медиации не участвуем"), ("en", "We are willing", "We do not take part"),
    ])
  func takesPart(_ locale: String, _ yes: String, _ no: String) throws {
    func refusal(_ kind: MessageContext.Route.Kind, _ takesPart: Bool) throws -> String {
      let content = MessageContext.RejectedDecision(
        ground: .misuse, findings: [.orderCancelled],
        routes: [.init(kind, name: "X", takesPart: takesPart)], appealBy: MessageSamples.day("2026-03-16"))
      return try render(.decisionRejected(content), locale).text.replacing("\u{A0}", with: " ")
    }
    let (agreed, declined) = (try refusal(.mediation, true), try refusal(.mediation, false))
    #expect(agreed.contains(yes) && !agreed.contains(no))
    #expect(declined.contains(no) && !declined.contains(yes))
    #expect(try refusal(.ombudsman, true) != refusal(.ombudsman, false))
    #expect(try refusal(.court, true) == refusal(.court, false))
  }

  @Test(
    "how goods come back, and who pays for it, is said as the policy has it",
    arguments: [
      ("pl", "na nasz koszt", "na własny koszt", "odbierzemy"),
      ("ru", "за наш счёт", "за свой счёт", "заберём"), ("en", "at our cost", "at your own cost", "collect"),
    ])
  func goodsBack(_ locale: String, _ ours: String, _ theirs: String, _ fetched: String) throws {
    func offer(_ remedy: Remedy, _ goodsBack: GoodsBack?) throws -> String {
      let day = MessageSamples.day("2026-03-16")
      let content = MessageContext.OptionOffer(
        acceptance: .init(basis: .statutory), findings: [.orderCancelled],
        options: [.init(remedy, goodsBack: goodsBack)], chooseBy: day, carriedOutBy: day)
      return try render(.optionOffer(content), locale).text.replacing("\u{A0}", with: " ").replacing(
        "\n", with: " ")
    }
    for remedy in [Remedy.refundFull, .refundPartial, .replacement, .repair, .correctiveShipment] {
      let (paid, unpaid) = (
        try offer(remedy, .sent(paidBy: .merchant)), try offer(remedy, .sent(paidBy: .customer))
      )
      let (collected, kept) = (try offer(remedy, .collected), try offer(remedy, nil))
      #expect(paid.contains(ours) && !paid.contains(theirs) && !paid.contains(fetched), "\(remedy)")
      #expect(unpaid.contains(theirs) && !unpaid.contains(ours) && !unpaid.contains(fetched), "\(remedy)")
      #expect(collected.contains(fetched) && collected.contains(ours), "\(remedy)")
      #expect(!kept.contains(ours) && !kept.contains(theirs) && !kept.contains(fetched), "\(remedy)")
    }
  }

  @Test("a default option that was not offered is refused", arguments: [0, 2, -1])
  func unknownDefault(number: Int) {
    let day = MessageSamples.day("2026-03-16")
    let offer = MessageContext.OptionOffer(
      acceptance: .init(basis: .statutory), findings: [.orderCancelled], options: [.init(.gift)],
      chooseBy: day,
      defaultOption: number, carriedOutBy: day)
    #expect(throws: MessageError.unknownDefaultOption) { try render(.optionOffer(offer), "en") }
  }

  @discardableResult
  private func render(_ content: MessageContext.Content, _ locale: String) throws -> RenderedMessage {
    try catalog.render(MessageSamples.context(content), locale: locale, fallback: .english)
  }
}
