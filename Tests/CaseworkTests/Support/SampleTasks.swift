import Foundation
import JobQueue
import LibPQ

@testable import Casework

extension CaseworkDatabase {
  var tasks: TaskDesk { TaskDesk(pool: pool) }

  /// All that gateways have given, in minor units.
  func given() async throws -> Int {
    try await number(
      """
      select coalesce((select sum(amount_minor) from casework.payout), 0)::bigint
        + coalesce((select sum(amount_minor) from casework.voucher), 0)::bigint
      """)
  }

  /// What waits in the queue to be compensated.
  func compensateJobs() async throws -> [CompensateJob] {
    try await texts("select arguments::text from job_queue.entry where kind = 'compensate'").map {
      try JSONDecoder().decode(CompensateJob.self, from: Data($0.utf8))
    }
  }
}
