import Foundation
import JobQueue
import LibPQ

let pool = Pool(PoolConfiguration(ProcessInfo.processInfo.environment["DATABASE_URL"] ?? ""))

switch CommandLine.arguments.dropFirst().first {
case "prepare":
  try await JobQueue.migrate(pool)
  try await JobQueue.createQueue("mail", in: pool)
  try await JobQueue.limit(SendWelcome.self, to: .running(2), in: pool)
  try await pool.execute(
    Statement(
      "create_table",
      "create table if not exists customer (id bigint generated always as identity, name text, welcomed_at timestamptz)"
    ))
case "sign-up":
  for name in CommandLine.arguments.dropFirst(2) { try await signUp(name, in: pool) }
case "plan":
  try await plan(in: pool)
case "work":
  try await work()
default:
  print("usage: welcome prepare | sign-up NAME… | plan | work")
}
await pool.close()

func work() async throws {
  var configuration = WorkerConfiguration(queues: ["mail"], host: "web-1", version: "1.0")
  configuration.untilIdle = true  // a service leaves this out, and runs until it is told to stop
  let worker = Worker(pool: pool, configuration: configuration, handlers: [sendWelcome])
  try await worker.run()
  print("\(worker.statistics.done) done")
}
