import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

/// What was said outside of the messages belongs to the case, too (S43).
@Suite struct ConversationTests {
  @Test func aCallBelongsToTheCase() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      let call = Conversation(by: .phone, at: PromisedTime("2026-03-02 11:30"))
      try await desk.note("R0000001", "Pudełko było otwarte.", of: call, by: "Ewa Maj")
      try await desk.note("R0000001", "Odpisała.", of: Conversation(by: .email), by: "Ewa Maj")
      try await desk.note("R0000001", "Zapytać magazyn.", by: "Ewa Maj")
      let notes = try await desk.show("R0000001").notes
      #expect(notes.map(\.channel) == ["phone", "email", nil])
      #expect(try notes.first?.held == Date("2026-03-02T10:30:00Z", strategy: .iso8601))
      #expect(notes[1].held == notes[1].at && notes[2].held == nil)
      #expect(
        try await shop.texts(
          "select details ->> 'channel' from casework.case_event where kind = 'note_added' order by event_id")
          == ["(phone)", "(email)", "()"])
      // A day stands for its beginning.
      try await desk.note(
        "R0000001", "Była w sklepie.", of: Conversation(by: .letter, at: PromisedTime("2026-03-02")),
        by: "Ewa Maj")
      #expect(
        try await desk.show("R0000001").notes.last?.held == Date("2026-03-01T23:00:00Z", strategy: .iso8601))
    }
  }

  @Test func nobodyNotesATalkThatIsStillToCome() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      for (time, words) in [
        ("2026-03-03", "2026-03-02T23:00:00.000000Z is still to come"), ("yesterday", "yesterday is no time"),
      ] {
        let refusal = try await #require(throws: CaseRefusal.self) {
          try await desk.note(
            "R0000001", "Zadzwoni.", of: Conversation(by: .phone, at: PromisedTime(time)), by: "Ewa Maj")
        }
        #expect(refusal.description.hasPrefix(words))
      }
      #expect(try await shop.number("select count(*) from casework.case_note") == 0)
    }
  }
}
