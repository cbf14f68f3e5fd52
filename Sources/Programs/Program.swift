package import ArgumentParser
import Complaints
import Foundation

/// The frame that the four programs share: settings, arguments, errors, exit statuses.
package enum Program {
  package static let version = "0.1.0"

  /// With the version of the time zone data by which it reckons civil days: deadlines depend on both.
  package static let versions = "\(version), time zones \(Zone.dataVersion)"

  /// As it was called, without the path: what its messages begin with, and what the server's list of sessions shows.
  package static let name =
    CommandLine.arguments.first.map { String($0.split(separator: "/").last ?? "redress") } ?? "redress"

  /// Runs a program's command and ends the process.
  ///
  /// ArgumentParser's own statuses are not ours: it says 64 for wrong usage, and 1 for whatever a command throws.
  package static func run(_ root: any ParsableCommand.Type) async -> Never {
    // A reader who goes away is noticed by write(), not by a signal in the middle of anything.
    signal(SIGPIPE, SIG_IGN)
    do {
      try SettingsFile.load()
      var command = try root.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      exit(ExitStatus.fine.rawValue)
    } catch {
      end(with: error, of: root)
    }
  }

  private static func end(with error: any Error, of root: any ParsableCommand.Type) -> Never {
    switch root.exitCode(for: error) {
    case .success:
      // --help, --version
      say(root.fullMessage(for: error), on: .output)
      exit(ExitStatus.fine.rawValue)
    case .validationFailure:
      say(root.fullMessage(for: error), on: .error)
      exit(ExitStatus.wrongInput.rawValue)
    default:
      if let code = error as? ArgumentParser.ExitCode { exit(code.rawValue) }
      let failure = Explanation.of(error)
      report(failure, by: name)
      exit(failure.status.rawValue)
    }
  }

  /// ArgumentParser fits lists of options to the window, but neither the line of usage nor errors.
  private static func say(_ message: String, on terminal: Terminal) {
    for line in wrapped(message, to: terminal.width) { terminal.print(line) }
  }

  /// Prints a failure as `program: problem`, and the remedy below it.
  package static func report(_ failure: Failure, by program: String, on terminal: Terminal = .error) {
    let margin = String(repeating: " ", count: program.count + 2)
    let width = terminal.width.map { $0 - margin.count }
    let problem = wrapped(failure.problem.safeForTerminal(multiline: true), to: width)
    let remedy = wrapped(failure.remedy?.safeForTerminal(multiline: true) ?? "", to: width).filter {
      !$0.isEmpty
    }
    for (index, line) in (problem + remedy).enumerated() {
      terminal.print((index == 0 ? terminal.bold("\(program):") + " " : margin) + line)
    }
  }
}
