package import Complaints
package import Foundation
package import LibPQ

/// Brings files of orders and complaints into the database, a batch of rows in a transaction.
///
/// An import that ends in the middle, however it ends, has brought in whole batches; run again, it finds those there and goes
/// on. Several importers may work at once, with the same file too: each row is brought in by one of them.
package struct Importer: Sendable {
  private let pool: Pool
  private let policies: PolicyVersions
  private let merchant: String
  private let batchLimit: BatchLimit

  /// - Parameters:
  ///   - policies: what complaints are received under, beside what the database has of its versions; orders need none of it.
  ///   - merchant: whose orders and complaints these are; references are unique within it.
  package init(pool: Pool, policies: PolicyVersions, merchant: String, batchLimit: BatchLimit = BatchLimit())
  {
    self.pool = pool
    self.policies = policies
    self.merchant = merchant
    self.batchLimit = batchLimit
  }

  /// Brings in orders: new ones are added, changed ones replaced with their lines. Of an order that is there twice in a batch,
  /// the later row counts, and the earlier one is counted as changed.
  package func importOrders(
    from file: consuming ImportFile<OrderRow>, observe: (ImportEvent) async throws -> Void = { _ in }
  ) async throws -> ImportReport {
    let intake = OrderIntake(merchant: merchant)
    return try await run(file, observe) { batch in
      try await write { try await intake.write(batch, in: $0) }
    }
  }

  /// Brings in complaints: each becomes a case, with its clocks, its acknowledgement and its first job.
  package func importComplaints(
    from file: consuming ImportFile<ComplaintRow>, observe: (ImportEvent) async throws -> Void = { _ in }
  ) async throws -> ImportReport {
    let intake = ComplaintIntake(policies: try await policies.withStored(in: pool), merchant: merchant)
    return try await run(file, observe) { batch in
      try await write { transaction in
        try await intake.write(batch.map(\.row), in: transaction).map(\.rowResult)
      }
    }
  }

  /// The moment at which a complaint that names none was sent: now in business time, or when the one with this reference was
  /// that is there already. So a `submit` that is repeated is the same complaint.
  package func submissionMoment(of reference: String) async throws -> Date {
    try await pool.execute(.submissionMoment, merchant, reference)[0].decode(Date.self, "moment")
  }

  /// Brings in one complaint, the way that a file of one row would.
  package func submit(_ complaint: ComplaintRow) async throws -> IntakeResult {
    let intake = ComplaintIntake(policies: try await policies.withStored(in: pool), merchant: merchant)
    return try await write { try await intake.write([complaint], in: $0)[0] }
  }

  private func run<Row>(
    _ file: consuming ImportFile<Row>, _ observe: (ImportEvent) async throws -> Void,
    _ write: ([ImportedRow<Row>]) async throws -> [RowResult]
  ) async throws -> ImportReport {
    var file = file
    var report = ImportReport()
    report.bytesTotal = file.size
    var batch = ImportBatch<Row>(limit: batchLimit)
    var isAtEnd = false
    repeat {
      switch try await file.next() {
      case .row(let row): batch.add(row, bytesRead: file.bytesRead)
      case .rejected(let rejection): batch.add(rejection)
      case .notice(let notice): batch.add(notice)
      case nil: isAtEnd = true
      }
      guard batch.isFull || isAtEnd else { continue }
      let results = batch.rows.isEmpty ? [] : try await write(batch.rows)
      for event in batch.events(results, counting: &report) { try await observe(event) }
      report.bytesRead = file.bytesRead
      try await observe(.progress(report))
      batch = ImportBatch(limit: batchLimit)
    } while !isAtEnd
    return report
  }

  /// A deadlock or a lost race costs a repetition, not the import. The orders of locks should leave none; another program's may not.
  private func write<Output: Sendable>(_ body: (Transaction) async throws -> Output) async throws -> Output {
    for _ in 1..<5 {
      do {
        return try await pool.withTransaction { try await body($0) }
      } catch let error as PostgresError where error.sqlState.invitesRetry {
        continue
      }
    }
    return try await pool.withTransaction { try await body($0) }
  }
}
