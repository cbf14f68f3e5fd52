extension MigrationList {
  /// The tables and functions of the queue. A test holds this list against the folder.
  package static let jobQueue = MigrationList(
    schema: "job_queue",
    [
      Migration(
        "q0001_tables",
        up: PackageResources.q0001_tables_up_sql, down: PackageResources.q0001_tables_down_sql),
      Migration(
        "q0002_enqueue",
        up: PackageResources.q0002_enqueue_up_sql, down: PackageResources.q0002_enqueue_down_sql),
      Migration(
        "q0003_claim",
        up: PackageResources.q0003_claim_up_sql, down: PackageResources.q0003_claim_down_sql),
      Migration(
        "q0004_settle",
        up: PackageResources.q0004_settle_up_sql, down: PackageResources.q0004_settle_down_sql),
      Migration(
        "q0005_later",
        up: PackageResources.q0005_later_up_sql, down: PackageResources.q0005_later_down_sql),
      Migration(
        "q0006_limits",
        up: PackageResources.q0006_limits_up_sql, down: PackageResources.q0006_limits_down_sql),
      Migration(
        "q0007_workers",
        up: PackageResources.q0007_workers_up_sql, down: PackageResources.q0007_workers_down_sql),
      Migration(
        "q0008_depth",
        up: PackageResources.q0008_depth_up_sql, down: PackageResources.q0008_depth_down_sql),
      Migration(
        "q0009_rotation",
        up: PackageResources.q0009_rotation_up_sql, down: PackageResources.q0009_rotation_down_sql),
      Migration(
        "q0010_operations",
        up: PackageResources.q0010_operations_up_sql, down: PackageResources.q0010_operations_down_sql),
      Migration(
        "q0011_explain",
        up: PackageResources.q0011_explain_up_sql, down: PackageResources.q0011_explain_down_sql),
    ])
}
