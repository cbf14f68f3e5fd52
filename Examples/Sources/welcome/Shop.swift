import Foundation
import JobQueue
import LibPQ

let addCustomer = Statement("add_customer", "insert into customer (name) values ($1) returning id")
let welcome = Statement("welcome", "update customer set welcomed_at = now() where id = $1 returning name")

/// Adds a customer, and the job that greets them: both, or neither.
func signUp(_ name: String, in pool: Pool) async throws {
  try await pool.withTransaction { transaction in
    let customer = try await transaction.execute(addCustomer, name)[0].decode(Int.self, "id")
    try await JobQueue.enqueue(SendWelcome(customer: customer), in: transaction)
  }
}

/// What a shop has in the queue: something for later, something that must be there once, something that must not wait.
func plan(in pool: Pool) async throws {
  let soon = NewJob(SendWelcome(customer: 1), runAt: .now + 2)
  let once = NewJob(SendWelcome(customer: 2), uniqueKey: UniqueKey("reminder-2"))
  let urgent = NewJob(SendWelcome(customer: 1), band: 0, deadline: .now + 60)
  for job in try await JobQueue.enqueue([soon, once, once, urgent], in: pool) {
    print(job.isNew ? "job \(job.job) is enqueued" : "job \(job.job) is there already")
  }
}
