import Testing

@testable import Programs

@Suite struct SchemaRequirementTests {
  private func failure(missing: [String] = [], unknown: [String] = []) -> Failure? {
    switch SchemaRequirement.verdict(missing: missing, unknown: unknown, known: 3) {
    case .fits: nil
    case .behind(let failure), .ahead(let failure): failure
    }
  }

  @Test func nothingMissingAndNothingUnknownFits() {
    #expect(failure() == nil)
  }

  @Test func allMissingIsAnEmptyDatabase() {
    #expect(failure(missing: ["a", "b", "c"])?.problem == "The database is empty: it was never migrated.")
    #expect(failure(missing: ["a", "b", "c"])?.remedy == "Run: redress migrate up")
  }

  @Test func someMissingAreNamed() {
    #expect(failure(missing: ["c"])?.problem == "The database lacks 1 migration of this program's: c.")
  }

  @Test func unknownOnesMeanThatTheProgramIsTooOld() {
    let failure = failure(missing: ["c"], unknown: ["d"])
    #expect(failure?.problem == "The database was migrated further than this program knows: d.")
    #expect(failure?.remedy?.contains(Program.version) == true)
  }
}
