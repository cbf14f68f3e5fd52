import ArgumentParser
import Casework
import Complaints
import Foundation
import Programs

struct HookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract:
      "Takes complaints in as they come: a line of JSON each on standard input, a line of JSON each in answer.",
    discussion: """
      For the shop's front door, a chat, a watcher of reviews, whatever hears of a complaint: keep it running and write to it, or run it for \
      one. The fields are those of the import (docs/import.md); the answer says opened, already_there or rejected, and why.

        echo '{"reference": "W-1", "kind": "damaged", "channel": "social", "locale": "pl",
               "submitted_at": "2026-03-01T10:00:00Z", "body": "Pęknięty."}' | tr -d '\\n' | redress-producer hook --policy pl

      What is answered is committed. After a failure (exit status 1) hand in again what was not answered: a reference is one complaint, \
      however often it comes.
      """)

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var merchant: MerchantOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let policies = try policy.read()
    try await database.withPool { pool in
      let importer = Importer(pool: pool, policies: policies, merchant: merchant.merchant)
      let input = LineInput()
      var number = 0
      while let line = try await input.next() {
        number += 1
        guard let answer = try await importer.handIn(line, number: number, zone: policies.zone.asTimeZone)
        else {
          continue
        }
        try Self.write(answer)
      }
    }
  }

  /// At once: whoever hands in waits for it.
  private static func write(_ answer: HandedIn) throws {
    let text = try DomainJSON.encode(answer) + "\n"
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }
}
