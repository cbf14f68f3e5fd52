import Programs
import Testing

@Suite struct SettingsFileTests {
  @Test func linesAreNamesAndValues() throws {
    let file = try SettingsFile(
      """
      # the desk's database
      DATABASE_URL=postgresql://db/redress?sslmode=require

      REDRESS_MERCHANT = "Sklep Ósmy"
      PGPASSFILE='/etc/redress/pgpass'
      EMPTY=
      """.replacing(" = ", with: "="), path: "redress.env")
    #expect(
      file.values == [
        "DATABASE_URL": "postgresql://db/redress?sslmode=require", "REDRESS_MERCHANT": "Sklep Ósmy",
        "PGPASSFILE": "/etc/redress/pgpass", "EMPTY": "",
      ])
  }

  @Test(arguments: ["DATABASE_URL", "database=x", "A B=c", "=x"])
  func otherLinesAreToldWithTheirNumber(line: String) {
    #expect(throws: Failure.self) { try SettingsFile("A=1\n\(line)", path: "f") }
    do {
      _ = try SettingsFile("A=1\n\(line)", path: "f")
    } catch {
      #expect(error.problem.hasPrefix("f, line 2:"))
      #expect(error.status == .wrongInput)
    }
  }
}
