import Foundation
import Testing

/// The whole demonstration on few samples, as a process without a terminal.
@Suite struct DemoTests {
  /// The first lines of a sample, as a file of its own.
  private func head(_ name: String, rows: Int, in folder: URL) throws -> String {
    let text = try String(contentsOfFile: Program.sample(name), encoding: .utf8)
    // NDJSON: a line is a row.
    let lines = text.split(separator: "\n").prefix(rows).joined(separator: "\n") + "\n"
    let file = folder.appendingPathComponent(name)
    try lines.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  @Test(.timeLimit(.minutes(10))) func everyCaseComesToRestAndIsSummedUp() async throws {
    try await withFolder { folder in
      let place = folder.appendingPathComponent("demo").path
      let arguments = [
        "demo", "--folder", place, "--orders", Program.sample("orders.ndjson"), "--complaints",
        try head("complaints.ndjson", rows: 12, in: folder), "--policy", "pl", "--step", "3d",
      ]
      for _ in 1...2 {  // a second run begins anew
        let result = try await Program.run("redress", arguments)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("All 12 cases are at rest"))
        #expect(result.output.contains("What became of the cases"))
        #expect(result.output.contains("Simulated people"))
        #expect(result.output.contains("cases decided by a handler"))
        #expect(result.output.contains("Messages written"))
        #expect(result.output.contains("acknowledgement"))
        #expect(!result.output.contains("\u{1B}"), "no escape sequences without a terminal")
        #expect(!result.errors.contains("\u{1B}"))
        let mails = try FileManager.default.contentsOfDirectory(atPath: "\(place)/mail")
        #expect(mails.contains { $0.hasSuffix(".eml") })
        #expect(!FileManager.default.fileExists(atPath: "\(place)/postgres/data/postmaster.pid"))
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func anInterruptedDemonstrationLeavesNothingRunning() async throws {
    try await withFolder { folder in
      let place = folder.appendingPathComponent("demo").path
      let demo = try Program(
        "redress",
        [
          "demo", "--folder", place, "--orders", Program.sample("orders.csv"), "--complaints",
          Program.sample("complaints.csv"),
        ])
      try await until { FileManager.default.fileExists(atPath: "\(place)/log/worker-2.log") }
      demo.signal(SIGINT)
      let result = await demo.result()
      #expect(result.status == 1)
      try await until { !Self.isAnythingRunning(in: place) }
    }
  }

  @Test func wrongInputIsToldBeforeAnythingStarts() async throws {
    try await withFolder { folder in
      let place = folder.appendingPathComponent("demo").path
      let missing = try await Program.run(
        "redress", ["demo", "--folder", place, "--complaints", "/no/such.csv"])
      #expect(missing.status == 2)
      #expect(missing.errors.contains("There is no file /no/such.csv."))
      let policy = try await Program.run("redress", ["demo", "--folder", place, "--policy", "atlantis"])
      #expect(policy.status == 2)
      #expect(!FileManager.default.fileExists(atPath: place))
    }
  }

  /// Whether any process was started with this folder in its arguments.
  private static func isAnythingRunning(in place: String) -> Bool {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.contains { name in
      guard let identifier = Int32(name), identifier != getpid(),
        let words = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
      else { return false }
      return String(decoding: words, as: UTF8.self).contains(place)
    }
  }
}
