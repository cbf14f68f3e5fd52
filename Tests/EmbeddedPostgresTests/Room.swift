import TestSupport
import Testing

@Suite struct Quick {
  @Test(arguments: 1...8) func clones(_ number: Int) async throws {
    try await withDatabase { database in
      print(database.connectionString)
      #expect(database.name.hasPrefix("test_"))
    }
  }
}
