import LibPQ
import Testing

/// S43: what happened stays as it was recorded, whoever asks.
@Suite struct AppendOnlyTests {
  private static let tables = [
    "case_event", "order_snapshot", "check_result", "decision", "remedy_option", "remedy_choice",
    "ledger_entry",
    "ledger_progress", "clock_alert",
  ]

  @Test(arguments: tables)
  func recordsAreNeverChanged(_ table: String) async throws {
    try await withCasework { casework in
      for change in ["update casework.\(table) set case_id = 0", "delete from casework.\(table)"] {
        let change =
          table == "ledger_progress" ? change.replacing("case_id = 0", with: "step = 0") : change
        let error = await #expect(throws: PostgresError.self) { try await casework.rows(change) }
        #expect(error?.sqlState.rawValue == "CW005", "\(change)")
      }
      let error = await #expect(throws: PostgresError.self) {
        try await casework.rows("truncate casework.\(table) cascade")
      }
      #expect(error?.sqlState.rawValue == "CW005")
    }
  }
}
