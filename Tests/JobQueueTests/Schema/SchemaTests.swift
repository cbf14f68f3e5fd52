import Foundation
import LibPQ
import Logging
import TestSupport
import Testing

@testable import JobQueue

/// The schema as users of the library meet it: who may migrate, who may work, and an old program beside a newer schema.
@Suite struct SchemaTests {
  private static let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

  private func withPool(
    _ connectionString: String, role: String? = nil, _ body: (Pool) async throws -> Void
  ) async throws {
    var configuration = PoolConfiguration(connectionString)
    configuration.connection.sessionSettings["role"] = role
    let pool = Pool(configuration)
    do { try await body(pool) } catch {
      await pool.close()
      throw error
    }
    await pool.close()
  }

  private func worker(_ pool: Pool, untilIdle: Bool, _ handler: any JobHandler) -> Worker {
    var configuration = WorkerConfiguration(queues: ["work"], host: "test", version: "0")
    configuration.untilIdle = untilIdle
    configuration.batchSize = 10
    configuration.pollInterval = .milliseconds(20)
    configuration.promotionInterval = .milliseconds(20)
    // Every few moments it would be time for the next generation: emptying them is a part of the work.
    configuration.rotation = RotationPolicy(slice: .milliseconds(500))
    configuration.lease = .seconds(1)
    return Worker(pool: pool, configuration: configuration, handlers: [handler], logger: Self.quiet)
  }

  @Test func `migrating is safe to repeat, and says what it did`() async throws {
    try await withDatabase(.empty) { database in
      let names = MigrationList.jobQueue.migrations.map(\.name)
      #expect(try await JobQueue.schemaStatus(database.pool) == .behind(names))
      let applied = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<4 { group.addTask { try await JobQueue.migrate(database.pool) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(applied.sorted() == names)
      #expect(try await JobQueue.schemaStatus(database.pool) == .current)
      #expect(try await JobQueue.migrate(database.pool) == [])
    }
  }

  /// Examples/roles.sql, which docs/using-the-queue.md shows.
  @Test func `an owner without superuser's rights, a front that enqueues, a worker that works`() async throws
  {
    let rights = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Examples/roles.sql").standardized, encoding: .utf8)
    try await withDatabase(.empty) { database in
      try await database.pool.withConnection {
        try await $0.executeScript(
          """
          create role shop_owner; create role shop_front; create role shop_worker;
          grant create on database \(database.name) to shop_owner
          """)
      }
      try await withPool(database.connectionString, role: "shop_owner") { owner in
        try await JobQueue.migrate(owner)
        try await JobQueue.createQueue("work", in: owner)
        try await owner.withConnection { try await $0.executeScript(rights) }
      }
      try await withPool(database.connectionString, role: "shop_front") { front in
        #expect(try await JobQueue.migrate(front) == [])
        let soon = NewJob(Work(number: 1), runAt: .now + 0.1)
        let unique = NewJob(Work(number: 2), uniqueKey: UniqueKey("only"))
        try await JobQueue.enqueue([soon, unique, NewJob(Work(number: 3))], in: front)
        try await front.withTransaction {
          _ = try await JobQueue.bulkEnqueue((0..<1000).lazy.map { Work(number: $0) }, in: $0)
        }
        await #expect(throws: PostgresError.self) {
          try await front.execute(Statement("peek", "select count(*) from job_queue.entry"))
        }
      }
      try await withPool(database.connectionString, role: "shop_worker") { pool in
        #expect(try await JobQueue.migrate(pool) == [])
        try await JobQueue.limit(Work.self, to: .running(50), in: pool)
        let worker = worker(pool, untilIdle: true, EachJob(Work.self) { _, _ in })
        try await worker.run()
        #expect(worker.statistics.done == 1003)
        #expect(worker.statistics.retried == 0 && worker.statistics.dead == 0)
        #expect(try await JobQueue.cancel(1, in: pool) == .over)
      }
    }
  }

  /// What a next version might do to everything that an old worker uses: a column more in each table, one table a migration, as
  /// `JobQueue.migrate` asks; then a parameter more in each function.
  private static let newer =
    [
      "entry", "outcome", "later", "claim", "reclaim", "worker", "lane", "permit", "quota", "dead_letter",
      "failure",
    ].map { table in
      let change = "alter table job_queue.\(table) add column newer text not null default 'plain'"
      return Migration("q9000_\(table)", up: Array(change.utf8), down: [])
    } + [
      Migration(
        "q9999_functions",
        up: Array(
          """
          do $newer$
          declare
            v_function record;
          begin
            for v_function in
              select oid::regprocedure as signature, pg_get_functiondef(oid) as definition,
                format('job_queue.%s(%s', proname, pg_get_function_arguments(oid)) as head
              from pg_proc where pronamespace = 'job_queue'::regnamespace
            loop
              execute format('drop function %s', v_function.signature);
              execute replace(v_function.definition, v_function.head || ')',
                v_function.head || case when v_function.head like '%(' then '' else ', ' end
                  || 'p_newer text default ''plain'')');
            end loop;
          end
          $newer$
          """.utf8), down: [])
    ]

  @Test func `an old worker goes on beside a newer schema, and one that is started later too`() async throws {
    try await withQueue { queue in
      _ = try await queue.rows("create table effect (number bigint)")
      let effect = Statement("effect", "insert into effect values ($1)")
      let handler = EachJob(Work.self, retryPolicy: RetryPolicy(base: .milliseconds(1))) { job, transaction in
        struct NotYet: Error {}
        if job.arguments.number % 10 == 0, job.attempt == 1 { throw NotYet() }
        try await transaction.execute(effect, job.arguments.number)
      }
      try await JobQueue.limit(Work.self, to: .running(15), in: queue.pool)
      func enqueue(_ numbers: Range<Int>) async throws {
        try await JobQueue.enqueue(
          numbers.map { NewJob(Work(number: $0), limitKey: "\($0 % 3)", uniqueKey: UniqueKey("\($0)")) },
          in: queue.pool)
      }

      try await enqueue(0..<200)
      let old = worker(queue.pool, untilIdle: false, handler)
      async let oldRan: Void = old.run()
      while try await queue.number("select count(*) from effect") == 0 { await Task.yield() }

      let next = MigrationList(schema: "job_queue", MigrationList.jobQueue.migrations + Self.newer)
      let names = Self.newer.map(\.name)
      #expect(try await Migrator(next, pool: queue.pool).up() == names)
      #expect(try await JobQueue.schemaStatus(queue.pool) == .ahead(names.sorted()))
      #expect(try await JobQueue.migrate(queue.pool) == [])

      try await enqueue(200..<400)
      while try await queue.number("select count(*) from effect where number >= 200") == 0 {
        await Task.yield()
      }
      try await worker(queue.pool, untilIdle: true, handler).run()
      old.shutDown()
      try await oldRan
      #expect(try await queue.number("select count(*) from effect") == 400)
      #expect(try await queue.number("select count(distinct number) from effect") == 400)
      #expect(try await queue.number("select count(*) from job_queue.dead_letter") == 0)
      #expect(try await queue.number("select count(*) from job_queue.unique_key") == 0)
      #expect(try await JobQueue.cancel(1, in: queue.pool) == .over)
      #expect(try await JobQueue.explain(1, in: queue.pool).isEmpty == false)
    }
  }
}
