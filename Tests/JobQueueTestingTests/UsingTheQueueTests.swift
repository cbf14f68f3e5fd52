import Foundation
import JobQueue
import JobQueueTesting
import LibPQ
import TestSupport
import Testing

/// docs/using-the-queue.md shows code that is built and run: that of Examples/, and the test below.
@Suite struct UsingTheQueueTests {
  private struct SendWelcome: JobArguments {
    static let kind = "send_welcome"
    static let queue = "mail"
    var customer: Int
  }

  @Test func `the test that the page shows`() async throws {
    try await withDatabase(.queue) { database in
      try await JobQueue.createQueue("mail", in: database.pool)
      try await test(EachJob(SendWelcome.self) { _, _ in }, database.pool)
    }
  }

  private func test(_ sendWelcome: EachJob<SendWelcome>, _ pool: Pool) async throws {
    try await pool.withTransaction { transaction in
      let customer = SendWelcome(customer: 17)
      #expect(try await JobQueueTesting.run(sendWelcome, customer, in: transaction) == .done)

      try await JobQueue.enqueue([NewJob(customer, runAt: .now + 3600)], in: transaction)
      let jobs = try await JobQueueTesting.enqueued(SendWelcome.self, in: transaction)
      #expect(jobs.map(\.arguments.customer) == [17])
    }
    #expect(try await JobQueueTesting.drain(with: [sendWelcome], on: pool).done == 0)
    try await JobQueueTesting.makeDue(SendWelcome.self, until: .now + 3601, in: pool)
    #expect(try await JobQueueTesting.drain(with: [sendWelcome], on: pool).done == 1)
    #expect(try await JobQueueTesting.failures(of: SendWelcome.self, in: pool) == [])
  }

  @Test func `every block of code on the page stands in a file that is built or run`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    func text(_ path: String) throws -> String {
      try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
    let sources = try [
      "Examples/Sources/welcome/SendWelcome.swift", "Examples/Sources/welcome/Shop.swift",
      "Examples/Sources/welcome/main.swift", "Examples/orders.sql", "Examples/roles.sql",
      "Tests/JobQueueTestingTests/UsingTheQueueTests.swift",
    ].map(text)
    let page = try text("docs/using-the-queue.md")
    let blocks = page.matches(of: /(?ms)^```(?:swift|sql)\n(.*?)^```$/).map { String($0.1) }
    #expect(blocks.count > 6)
    for block in blocks {
      #expect(sources.contains { "\n\($0)".contains("\n\(block)") }, "not in Examples/: \(block)")
    }
  }
}
