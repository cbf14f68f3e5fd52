import ArgumentParser
import Casework
import Foundation
import LibPQ
import Programs

struct SandboxAdvance: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance",
    abstract: "Lets business time pass: redress sandbox advance 15d")

  @Argument(help: "How much: 90m, 12h, 15d.")
  var time: DurationOption?

  @Flag(help: "To the moment at which the next timer of a case is due.")
  var next = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (time != nil) != next else { throw ValidationError("Say how much time passes, or --next.") }
  }

  func run() async throws {
    try await database.withPool { pool in
      do {
        guard let duration = try await duration(pool) else {
          return Terminal.output.print("No timer is waiting.")
        }
        let now = try await Sandbox.advance(by: duration, in: pool)
        Terminal.output.print("Business time is now \(instantText(now)).")
      } catch let error as PostgresError where error.sqlState.rawValue == "CW001" {
        throw Failure.noSandbox
      }
    }
  }

  private func duration(_ pool: Pool) async throws -> Duration? {
    if let time { return time.duration }
    return try await Sandbox.untilNextTimer(in: pool).map { max($0, .zero) }
  }
}
