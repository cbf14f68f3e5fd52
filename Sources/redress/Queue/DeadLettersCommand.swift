import ArgumentParser
import Monitoring
import Programs

struct DeadLettersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead",
    abstract: "Lists the dead letters: jobs that no attempt is left for, newest first.")

  @Option(help: "How many are listed at most.")
  var limit: Int = 100

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit is between 1 and 10000.") }
  }

  private struct Report: Encodable {
    let deadLetters: [DeadLetter]
  }

  func run() async throws {
    let letters = try await database.withPool { try await Monitor($0).deadLetters(limit: limit) }
    try output.print(Report(deadLetters: letters)) { terminal in
      guard !letters.isEmpty else { return ["There are no dead letters."] }
      var table = TextTable(
        .number("job"), .text("kind"), .number("attempts"), .text("died"), .flexible("arguments"))
      for letter in letters {
        table.add(
          "\(letter.job)", letter.kind, "\(letter.attempts)", instantText(letter.diedAt), letter.arguments)
      }
      let lines = table.lines(for: terminal)
      // Below its row and whole: it is what a person has come for.
      let letters = zip(lines.dropFirst(), letters).flatMap { line, letter in
        [line] + letter.errors.flatMap { wrapped("     " + $0.safeForTerminal(), to: terminal.width) }
      }
      return [lines[0]] + letters + ["", "Run one again with: redress queue retry JOB"]
    }
  }
}

extension DeadLetter {
  /// What went wrong, attempt by attempt; attempts that failed alike one after the other are told once.
  fileprivate var errors: [String] {
    var runs: [ArraySlice<Failure>] = []
    for index in failures.indices {
      if let run = runs.last, run.last?.error == failures[index].error {
        runs[runs.count - 1] = failures[run.startIndex...index]
      } else {
        runs.append(failures[index...index])
      }
    }
    let lines = runs.map { run in
      let (first, last) = (run.first!, run.last!)
      let which = run.count == 1 ? "attempt \(first.attempt)" : "attempts \(first.attempt) to \(last.attempt)"
      return "\(which), \(instantText(last.failedAt)): \(last.error)"
    }
    return failures.last?.error == reason ? lines : lines + [reason]
  }
}
