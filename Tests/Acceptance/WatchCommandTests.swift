import Foundation
import LibPQ
import TestSupport
import Testing

/// The live view in a terminal of its own, as an operator has it.
@Suite struct WatchCommandTests {
  private func watch(
    _ database: TestDatabase, columns: Int = 100, rows: Int = 30, environment: [String: String] = [:],
    program: [String] = []
  ) throws -> PseudoTerminal {
    let variables = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "DATABASE_URL": database.connectionString,
      "PATH": "/usr/bin:/bin", "PS1": "ready> ",
      // Swift's own crash handler comes after ours, and would ask the person at the terminal what to do.
      "SWIFT_BACKTRACE": "enable=no",
    ]
    let command = program.isEmpty ? [Self.path, "watch", "--every", "100ms"] : program
    return try PseudoTerminal(
      command, environment: variables.merging(environment) { $1 }, columns: columns, rows: rows)
  }

  private static let path = Program.folder.appendingPathComponent("redress-monitor").path

  private func enqueue(_ count: Int, into database: TestDatabase) async throws {
    try await database.pool.execute(
      Statement(
        "enqueue_some",
        "select job_queue.enqueue_many('verify', 'verify', array_fill('{}'::jsonb, array[$1::int]))"),
      Int32(count))
  }

  /// The backend of the view, once there is no other: that of the look at the schema may be leaving still.
  private func backend(in database: TestDatabase) async throws -> Int32 {
    let watching = Statement(
      "watching",
      """
      select pid from pg_stat_activity
      where datname = current_database() and application_name = 'redress-monitor'
      """)
    while true {
      let rows = try await database.pool.execute(watching)
      if rows.count == 1 { return try rows[0].decode(Int32.self, "pid") }
    }
  }

  private func expectAsBefore(_ terminal: TestTerminal) {
    #expect(!terminal.isAlternate && terminal.hasCursor && terminal.wraps)
    #expect(terminal.unknown.isEmpty, "\(terminal.unknown)")
  }

  @Test(.timeLimit(.minutes(10))) func figuresAreLiveAndKeysWork() async throws {
    try await withDatabase(.casework) { database in
      let window = try watch(database)
      let before = window.modes
      let first = try await window.wait { $0.text.contains("verify") && $0.lines[29].hasPrefix("? help") }
      #expect(first.isAlternate && !first.hasCursor && first.usedColour)
      #expect(first.text.contains("no worker is at work"))
      try await enqueue(7, into: database)
      try await window.wait { $0.lines.contains { $0.contains("verify") && $0.contains(" 7 ") } }
      // A list alone, filtered; the selection is at its first row.
      window.type("1/veri\r")
      let filtered = try await window.wait { $0.text.contains(/queue \(1 of [0-9]+\)/) }
      #expect(filtered.reversedLines.contains { $0.hasPrefix(">") && $0.contains("verify") })
      window.type("\r")
      try await window.wait { $0.text.contains("Esc back") && $0.text.contains("waiting") }
      window.type("\u{1B}[1;5A")  // a key of no use here
      window.type("?")
      try await window.wait { $0.text.contains("ends") && $0.lines[4].hasPrefix("Keys") }
      window.type("q")
      let (status, after) = await window.end()
      #expect(status == 0)
      expectAsBefore(after)
      #expect(window.modes == before)
    }
  }

  @Test(.timeLimit(.minutes(10))) func theWindowMayBeResized() async throws {
    try await withDatabase(.casework) { database in
      let window = try watch(database)
      try await window.wait { $0.lines[29].hasPrefix("? help") }
      for (columns, rows) in [(60, 15), (30, 6), (20, 3), (160, 50)] {
        window.resize(columns: columns, rows: rows)
        try await window.wait { screen in
          rows < 4 ? screen.text == "The window is too s…\n\n" : screen.lines[rows - 1].hasPrefix("? help")
        }
      }
      window.type("q")
      #expect(await window.end().status == 0)
    }
  }

  @Test(.timeLimit(.minutes(10))) func aCaseIsOpened() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        for what in ["orders", "complaints"] {
          let result = try await Program.run(
            "redress-producer", ["import", what, Program.sample("\(what).ndjson"), "--policy", "pl"],
            database: database.connectionString, in: folder)
          #expect(result.status == 0, "\(result.errors)")
        }
        let window = try watch(database)
        try await window.wait { $0.text.contains("R0000") }
        window.type("4")
        let list = try await window.wait {
          $0.lines[4].hasPrefix("4  case (") && $0.text.contains(">! R0000")
        }
        let selected = try #require(list.reversedLines.first { $0.hasPrefix(">") })
        let reference = try #require(selected.firstMatch(of: /R[0-9]{7}/)).0
        window.type("\r")
        try await window.wait { screen in
          screen.text.contains("Case \(reference)") && screen.text.contains("answers for it")
        }
        window.type("q")
        #expect(await window.end().status == 0)
      }
    }
  }

  /// Ctrl-C is typed, the others come from elsewhere; what crashes the process is told on.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      (SIGTERM, 0), (SIGHUP, 0), (SIGINT, 0), (SIGSEGV, 128 + SIGSEGV), (SIGABRT, 128 + SIGABRT),
    ] as [(Int32, Int32)])
  func theTerminalIsGivenBackHoweverItEnds(_ signal: Int32, _ expected: Int32) async throws {
    try await withDatabase(.casework) { database in
      let window = try watch(database)
      let before = window.modes
      try await window.wait { $0.text.contains("verify") }
      #expect(window.modes != before)
      if signal == SIGINT { window.type("\u{3}") } else { window.signal(signal) }
      let (status, after) = await window.end()
      #expect(status == expected)
      expectAsBefore(after)
      #expect(window.modes == before)
    }
  }

  @Test(.timeLimit(.minutes(10))) func aShellStopsAndContinuesIt() async throws {
    try await withDatabase(.casework) { database in
      let shell = try watch(
        database, program: ["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"])
      try await shell.wait { $0.text.contains("ready>") }
      let before = shell.modes
      shell.type("\(Self.path) watch --every 100ms\n")
      for _ in 0..<2 {
        try await shell.wait {
          $0.isAlternate && $0.text.contains("verify") && $0.lines[29].hasPrefix("? help")
        }
        shell.type("\u{1A}")
        try await shell.wait { !$0.isAlternate && $0.hasCursor && $0.text.contains("Stopped") }
        #expect(shell.modes == before)
        shell.type("clear() { printf '\\033[2J\\033[1;1H'; }; clear; fg\n")
      }
      try await shell.wait { $0.isAlternate && $0.lines[29].hasPrefix("? help") }
      shell.type("q")
      try await shell.wait { !$0.isAlternate }
      shell.type("echo status=$?\n")
      try await shell.wait { $0.text.contains("status=0") }
      #expect(shell.modes == before)
      shell.type("exit\n")
      #expect(await shell.end().status == 0)
    }
  }

  /// One whose backend is frozen, as with a server that hangs; and one whose connection is lost.
  @Test(.timeLimit(.minutes(10))) func itLivesThroughADatabaseThatDoesNotAnswer() async throws {
    try await withDatabase(.casework) { database in
      let window = try watch(database)
      try await window.wait { $0.text.contains("verify") }
      let frozen = try await backend(in: database)
      kill(frozen, SIGSTOP)
      do {
        defer { kill(frozen, SIGCONT) }
        let silent = try await window.wait {
          $0.text.contains("NO ANSWER for") && $0.text.contains("figures are")
        }
        #expect(silent.text.contains("verify"))
        window.type("2")
        try await window.wait { $0.text.contains("worker (0)") && $0.text.contains("NO ANSWER") }
      }
      try await window.wait { !$0.text.contains("NO ANSWER") }
      try await database.pool.execute(
        Statement("end_it", "select pg_terminate_backend($1)"), try await backend(in: database))
      window.type("1")
      try await enqueue(9, into: database)
      try await window.wait { $0.lines.contains { $0.contains("verify") && $0.contains(" 9 ") } }
      window.type("q")
      #expect(await window.end().status == 0)
    }
  }

  @Test(.timeLimit(.minutes(10))) func withoutColourAndWithoutUnicode() async throws {
    try await withDatabase(.casework) { database in
      let window = try watch(database, environment: ["NO_COLOR": "1", "LANG": "C"])
      let screen = try await window.wait { $0.text.contains("verify") }
      #expect(!screen.usedColour)
      #expect(screen.text.unicodeScalars.allSatisfy { $0.isASCII })
      window.type("q")
      #expect(await window.end().status == 0)
    }
  }

  @Test(.timeLimit(.minutes(10))) func whereNothingCanBeDrawnItSaysWhatToUse() async throws {
    let piped = try await Program.run("redress-monitor", ["watch"])
    #expect(piped.status == 2 && piped.output.isEmpty)
    #expect(piped.errors.contains("redress-monitor status"))
    let dumb = try PseudoTerminal([Self.path, "watch"], environment: ["TERM": "dumb"], columns: 120)
    let (status, terminal) = await dumb.end()
    #expect(status == 2)
    #expect(terminal.text.contains("TERM is dumb") && terminal.text.contains("redress-monitor status"))
    let wrong = try await Program.run("redress-monitor", ["watch", "--every", "1ms"])
    #expect(wrong.status == 2 && wrong.errors.contains("100ms"))
  }
}
