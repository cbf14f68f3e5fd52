import Complaints
import Testing

@testable import Casework

extension Handler {
  static func sample(
    _ name: String, languages: [String] = [], rung: MessageContext.EscalationLevel? = nil,
    isAway: Bool = false, open: Int = 0
  ) -> Handler {
    Handler(
      name: name, email: "\(name.lowercased())@shop.example", languages: languages, team: nil, rung: rung,
      isAway: isAway, openCases: open)
  }
}

/// Who gets a case, and who takes it over. Nothing is written.
@Suite struct RosterTests {
  private func next(_ locale: String, _ handlers: Handler...) -> String? {
    Roster(handlers: handlers).next(for: locale)?.name
  }

  @Test func theNextCaseGoesToWhoWritesTheLanguageAndHasTheFewest() {
    #expect(
      next("pl", .sample("Ewa", languages: ["pl"], open: 3), .sample("Jan", languages: ["pl"], open: 2))
        == "Jan")
    #expect(
      next("pl-PL", .sample("Ewa", languages: ["ru"]), .sample("Jan", languages: ["pl"], open: 9)) == "Jan")
    // Of whom no language is said may write any; rather a person of whom it is said.
    #expect(next("pl", .sample("Ewa"), .sample("Jan", languages: ["pl"], open: 9)) == "Jan")
    #expect(next("uk", .sample("Ewa", open: 1), .sample("Jan", languages: ["pl"])) == "Ewa")
    #expect(next("uk", .sample("Jan", languages: ["pl"])) == nil)
  }

  @Test func whoIsAwayGetsNothingAndWhoHasARungTheLast() {
    #expect(next("pl", .sample("Ewa", isAway: true)) == nil)
    #expect(next("pl", .sample("Ewa", rung: .teamLead), .sample("Jan", open: 50)) == "Jan")
    #expect(next("pl", .sample("Ewa", rung: .teamLead), .sample("Jan", isAway: true)) == "Ewa")
    #expect(next("pl") == nil)
  }

  private func ladder(_ handlers: Handler..., named: Bool = false) throws -> ShopLadder {
    let source = ShippedPolicies.source("pl")!
    let nameless = source.replacing(/\n      holder: .*/, with: "")
    return ShopLadder(policy: try Policy.read(named ? source : nameless), roster: Roster(handlers: handlers))
  }

  private func holder(
    _ ladder: ShopLadder, _ level: Int = 0, besides responsible: String = "Ewa",
    because trigger: MessageContext.EscalationTrigger? = .customerRequest
  ) -> String? {
    ladder.step(above: level, besides: responsible, because: trigger).map {
      "\($0.level) \($0.holder ?? "nobody")"
    }
  }

  @Test func aRungIsHeldByWhomThePolicyNamesOrByWhoHasItOnTheList() throws {
    #expect(try holder(ladder(named: true)) == "1 Tomasz Wójcik")
    #expect(try holder(ladder()) == "1 nobody")
    let (busy, free) = (
      Handler.sample("Anna", rung: .teamLead, open: 5), Handler.sample("Olga", rung: .teamLead)
    )
    #expect(try holder(ladder(busy, free)) == "1 Olga")
    #expect(try holder(ladder(busy, .sample("Olga", rung: .teamLead, isAway: true))) == "1 Anna")
    #expect(try holder(ladder(busy, free, named: true)) == "1 Tomasz Wójcik")
    // Who is there stands in for whom the policy names.
    #expect(try holder(ladder(busy, .sample("tomasz wójcik", isAway: true), named: true)) == "1 Anna")
    #expect(try holder(ladder(.sample("tomasz wójcik", isAway: true), named: true)) == "1 Tomasz Wójcik")
  }

  @Test func nobodyIsTheirOwnSuperior() throws {
    #expect(try holder(ladder(named: true), besides: "TOMASZ WÓJCIK") == "2 Agnieszka Lewandowska")
    #expect(try holder(ladder(.sample("Ewa", rung: .teamLead)), besides: "ewa") == "2 nobody")
    #expect(
      try holder(ladder(.sample("Ewa", rung: .teamLead), .sample("Jan", rung: .teamLead)), besides: "Ewa")
        == "1 Jan")
    #expect(try holder(ladder(named: true), 1, besides: "Agnieszka Lewandowska") == nil)
    #expect(try holder(ladder(named: true), 0, besides: "Tomasz Wójcik", because: .silence) == nil)
  }
}
