import Casework
import JobQueue

/// What a test finds in its database when it begins.
package enum DatabaseTemplate: String, Sendable, CaseIterable {
  /// No schema of ours.
  case empty
  /// The migrations of JobQueue.
  case queue
  /// Those of JobQueue and of Casework.
  case casework

  /// The template that this one is built upon.
  var foundation: DatabaseTemplate? {
    switch self {
    case .empty: nil
    case .queue: .empty
    case .casework: .queue
    }
  }

  /// What is added to the foundation; once per test process.
  var migrations: [MigrationList] {
    switch self {
    case .empty: []
    case .queue: [.jobQueue]
    case .casework: [.casework]
    }
  }
}
