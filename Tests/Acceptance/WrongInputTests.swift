import Foundation
import LibPQ
import TestSupport
import Testing

/// What item 8 of the issue asks: each with a clear message, and the right exit status.
@Suite struct WrongInputTests {
  private static let programs = ["redress", "redress-producer", "redress-worker", "redress-monitor"]

  @Test(arguments: programs)
  func usageErrorsExitWithTwo(program: String) async throws {
    let result = try await Program.run(program, ["--no-such-flag"])
    #expect(result.status == 2)
    #expect(result.errors.contains("no-such-flag"))
    #expect(result.output.isEmpty)
  }

  @Test(arguments: programs)
  func versionAndHelpAreNoErrors(program: String) async throws {
    let version = try await Program.run(program, ["--version"])
    #expect(version.output.wholeMatch(of: /0\.1\.0, time zones 20[0-9]{2}[a-z]+\n/) != nil)
    let help = try await Program.run(program, ["--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("USAGE: \(program)"))
  }

  @Test(arguments: [
    ("redress", ["case", "list"]),
    ("redress-producer", ["import", "orders", Program.sample("orders.csv"), "--policy", "pl"]),
    ("redress-worker", []), ("redress-monitor", ["status"]),
  ])
  func aDatabaseThatIsDownIsToldAndWaitedFor(program: String, arguments: [String]) async throws {
    let result = try await Program.run(program, arguments + ["--wait", "1s"], database: "host=/nowhere")
    #expect(result.status == 1)
    #expect(result.errors.contains("\(program): waiting up to 1 s for the database"))
    #expect(result.errors.contains("\(program): The database cannot be reached"))
    #expect(result.errors.contains("--database"))
  }

  /// Before anything is done: whoever wants to be watched is not to work unseen.
  @Test(arguments: [
    ("redress-producer", ["import", "orders", Program.sample("orders.csv"), "--policy", "pl", "--metrics"]),
    ("redress-worker", ["--metrics"]), ("redress-monitor", ["serve", "--listen"]),
  ])
  func whatCannotBeServedIsToldAtOnce(program: String, arguments: [String]) async throws {
    try await withDatabase(.casework) { database in
      let token = program == "redress-monitor" ? "REDRESS_MONITOR_TOKEN" : "REDRESS_METRICS_TOKEN"
      let open = try await Program.run(
        program, arguments + ["0.0.0.0:9464"], database: database.connectionString)
      #expect(open.status == 2)
      #expect(open.errors.contains("no token is set."), "\(open.errors)")
      #expect(open.errors.contains(token))
      let elsewhere = try await Program.run(
        program, arguments + ["203.0.113.1:9464"], database: database.connectionString,
        environment: [token: "secret"])
      #expect(elsewhere.status == 1)
      #expect(elsewhere.errors.contains("Nobody can be served at 203.0.113.1:9464"), "\(elsewhere.errors)")
      let orders = try await database.pool.execute(
        Statement("orders", "select count(*) as count from casework.order_record"))
      #expect(try orders[0].decode(Int64.self, "count") == 0)
    }
  }

  @Test func aDatabaseThatIsEmptyNamesTheCommand() async throws {
    try await withDatabase(.empty) { database in
      let result = try await Program.run(
        "redress-monitor", ["status", "--wait", "0"], database: database.connectionString)
      #expect(result.status == 1)
      #expect(result.errors.contains("The database is empty: it was never migrated."))
      #expect(result.errors.contains("Run: redress migrate up"))
    }
  }

  @Test func aDatabaseThatIsMigratedMeanwhileIsWaitedFor() async throws {
    try await withDatabase(.empty) { database in
      let monitor = try Program(
        "redress-monitor", ["status", "--wait", "60s"], database: database.connectionString)
      let migration = try await Program.run(
        "redress", ["migrate", "up"], database: database.connectionString)
      #expect(migration.status == 0)
      #expect(await monitor.result().status == 0)
    }
  }

  @Test(arguments: [("redress-worker", []), ("redress-monitor", ["status"]), ("redress", ["migrate", "up"])])
  func aDatabaseOfANewerVersionIsLeftAlone(program: String, arguments: [String]) async throws {
    try await withDatabase(.casework) { database in
      try await database.pool.execute(
        Statement("newer", "insert into casework.migration (name) values ('c9999_from_the_future')"))
      let result = try await Program.run(program, arguments, database: database.connectionString)
      #expect(result.status == 1)
      #expect(result.errors.contains("migrated further than this program knows: c9999_from_the_future"))
    }
  }

  @Test func wrongCredentialsFailAtOnce() async throws {
    try await withDatabase(.empty) { database in
      let result = try await Program.run(
        "redress-monitor",
        ["status", "--wait", "5m", "--database", database.connectionString + " user=nobody_knows"])
      #expect(result.status == 1)
      #expect(result.errors.contains("nobody_knows"))
      #expect(!result.errors.contains("waiting"))
    }
  }

  @Test(arguments: [
    (["--policy", "atlantis"], "There is no policy atlantis."),
    (["--policy", "/no/such.yaml"], "There is no file /no/such.yaml."),
    (["--policy", "/usr/bin"], "/usr/bin is a folder without a policy file (*.yaml)."),
  ])
  func aPolicyThatIsNotThereIsWrongInput(arguments: [String], message: String) async throws {
    let result = try await Program.run(
      "redress-producer", ["import", "orders", Program.sample("orders.csv")] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
    #expect(result.errors.contains("pl, ru, uk"))
  }

  @Test func aPolicyWithAnUnknownKeyIsToldByItsLine() async throws {
    try await withFolder { folder in
      let shipped = try await Program.run("redress", ["policy", "show", "pl"]).output
      let file = folder.appendingPathComponent("ours.yaml")
      try (shipped + "\nbonus: 5\n").write(to: file, atomically: true, encoding: .utf8)
      let result = try await Program.run("redress", ["policy", "check", file.path])
      #expect(result.status == 2)
      let line = shipped.split(separator: "\n", omittingEmptySubsequences: false).count + 1
      #expect(result.errors.contains("bonus: unknown key"))
      #expect(result.errors.contains("line \(line):"))
      #expect(try await Program.run("redress", ["policy", "check", "pl", "--day", "2026-03-01"]).status == 0)
    }
  }

  @Test(arguments: [
    (["decide", "R0000001", "--accept", "--grant", "vouchr=5"], "refund_partial"),
    (["decide", "R0000001", "--ask", "recipt"], "proof_of_purchase"),
    (["choose", "R0000001", "money"], "voucher"),
    (["provide", "R0000001", "--evidence", "foto"], "photos"),
  ])
  func aWordThatIsNotKnownIsToldWithThoseThatAre(arguments: [String], known: String) async throws {
    let result = try await Program.run("redress", ["case"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains("  - \(known)"))
  }

  @Test func anImportFileThatIsNotThereIsWrongInput() async throws {
    let result = try await Program.run(
      "redress-producer", ["import", "orders", "/no/such.csv", "--policy", "pl"])
    #expect(result.status == 2)
    #expect(result.errors == "redress-producer: There is no file /no/such.csv.\n")
  }

  @Test func aFileWithoutAColumnIsRefusedWhole() async throws {
    try await withDatabase(.casework) { database in
      let result = try await Program.run(
        "redress-producer", ["import", "orders", Program.sample("complaints.csv"), "--policy", "pl"],
        database: database.connectionString)
      #expect(result.status == 2)
      #expect(result.errors.contains("the column ordered_at is missing"))
    }
  }

  @Test func badRowsAreRejectedAndTheRestIsKept() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        let stem = folder.appendingPathComponent("orders").path
        let arguments = [
          "import", "orders", Program.sample("bad-orders.csv"), "--policy", "pl", "--rejects", stem,
          "--format", "json",
        ]
        let result = try await Program.run("redress-producer", arguments, database: database.connectionString)
        #expect(result.status == 1, "\(result.errors)")
        #expect(result.output.hasPrefix("{"), "\(result.errors) \(result.output)")
        let summary = try #require(
          try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
          "\(result.errors)")
        let (rejected, added) = (summary["rejected"] as? Int ?? 0, summary["added"] as? Int ?? 0)
        #expect(rejected > 10 && added > 0)
        #expect(result.errors.contains("rejected: bad-orders.csv, line 3, customer_reference"))
        // As they stood, the row that is not UTF-8 among them.
        let rejects = try Data(contentsOf: URL(fileURLWithPath: "\(stem).rejects.csv"))
        #expect(rejects.starts(with: Data("order_reference,".utf8)))
        // Once more: nothing is doubled, and the first rejects file is not overwritten.
        let again = try await Program.run("redress-producer", arguments, database: database.connectionString)
        #expect(again.output.contains("\"added\" : 0"))
        #expect(again.output.contains("orders.rejects-2.csv"))
      }
    }
  }

  @Test func aSandboxIsNeverAnAccident() async throws {
    try await withDatabase(.casework) { database in
      let result = try await Program.run(
        "redress", ["sandbox", "advance", "15d"], database: database.connectionString)
      #expect(result.status == 1)
      #expect(result.errors.contains("This database is no sandbox"))
    }
  }

  @Test func takingTablesBackIsAskedFirst() async throws {
    try await withDatabase(.casework) { database in
      let asked = try await Program.run("redress", ["migrate", "down"], database: database.connectionString)
      #expect(asked.status == 2)
      #expect(asked.errors.contains("--yes"))
      let down = try await Program.run(
        "redress", ["migrate", "down", "--yes"], database: database.connectionString)
      #expect(down.status == 0)
      #expect(down.output.contains("took back q0001_tables"))
      let status = try await Program.run(
        "redress", ["migrate", "status"], database: database.connectionString)
      #expect(!status.output.contains("applied"))
    }
  }

  @Test func whatCannotBeFoundIsWrongInput() async throws {
    try await withDatabase(.casework) { database in
      let unknown = try await Program.run(
        "redress", ["case", "show", "R9999999"], database: database.connectionString)
      #expect(unknown.status == 2)
      #expect(unknown.errors.contains("There is no case R9999999."))
      let letter = try await Program.run(
        "redress", ["queue", "retry", "77"], database: database.connectionString)
      #expect(letter.status == 2)
    }
  }

  @Test func aSettingsFileServesAllAndIsWeakerThanTheEnvironment() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        let file = folder.appendingPathComponent("redress.env")
        try "DATABASE_URL=host=/somewhere/else\nREDRESS_WAIT=soon\n".write(
          to: file, atomically: true, encoding: .utf8)
        let result = try await Program.run(
          "redress-monitor", ["status"], database: database.connectionString,
          environment: ["REDRESS_SETTINGS": file.path])
        #expect(result.status == 2)
        #expect(result.errors.contains("REDRESS_WAIT is soon"))
        let flag = try await Program.run(
          "redress-monitor", ["status", "--wait", "1s"], database: database.connectionString,
          environment: ["REDRESS_SETTINGS": file.path])
        #expect(flag.status == 0)
      }
    }
  }
}
