package import Foundation
import LibPQ

/// What of the database itself threatens the queue and the desk.
package struct DatabaseHealth: Sendable, Hashable, Encodable {
  package let generations: [Generation]
  /// The oldest ones, for more than a minute; slots without anybody reading lead.
  package let snapshotHolders: [SnapshotHolder]
  /// Where dead rows pile up.
  package let bloatedTables: [BloatedTable]
  package let standbys: [Standby]

  /// One of the four tables that jobs and their outcomes go through in turn (docs/queue.md, "Rotation").
  package struct Generation: Sendable, Hashable, Encodable {
    package let generation: Int
    package let isCurrent: Bool
    /// Left out when it is empty.
    package let openedAt: Date?
    package let bytes: Int64
  }

  /// Something whose view of the database is old, so that what was deleted since cannot be removed.
  package struct SnapshotHolder: Sendable, Hashable, Encodable {
    /// `session`, `prepared` (a prepared transaction) or `slot` (of a replication that nobody reads).
    package let what: String
    package let name: String
    package let client: String
    package let state: String
    /// Left out for a slot.
    package let seconds: Double?
  }

  package struct BloatedTable: Sendable, Hashable, Encodable {
    package let name: String
    package let liveRows: Int64
    package let deadRows: Int64
    package let vacuumedAt: Date?
  }

  package struct Standby: Sendable, Hashable, Encodable {
    package let name: String
    package let state: String
    package let synchronization: String
    package let bytesBehind: Int64
    /// Left out when nothing was written lately, so that nobody knows.
    package let secondsBehind: Double?
  }

  /// Holders younger than this are everyday work.
  static let holdsSinceSeconds = 60.0
  /// Fewer dead rows than this are none.
  static let fewDeadRows: Int64 = 10_000
}

extension DatabaseHealth {
  init(generations: Rows, holders: Rows, tables: Rows, standbys: Rows) throws {
    self.generations = try generations.map {
      Generation(
        generation: Int(try $0.decode(Int16.self, "generation")),
        isCurrent: try $0.decode(Bool.self, "is_current"),
        openedAt: try $0.decode(Date?.self, "opened_at"), bytes: try $0.decode(Int64.self, "bytes"))
    }
    snapshotHolders = try holders.map(SnapshotHolder.init)
    bloatedTables = try tables.map {
      BloatedTable(
        name: try $0.decode(String.self, "name"), liveRows: try $0.decode(Int64.self, "live_rows"),
        deadRows: try $0.decode(Int64.self, "dead_rows"), vacuumedAt: try $0.decode(Date?.self, "vacuumed_at")
      )
    }
    self.standbys = try standbys.map(Standby.init)
  }
}

extension DatabaseHealth.SnapshotHolder {
  init(_ row: Row) throws {
    self.init(
      what: try row.decode(String.self, "what"), name: try row.decode(String.self, "name"),
      client: try row.decode(String.self, "client"), state: try row.decode(String.self, "state"),
      seconds: try row.decode(Double?.self, "seconds"))
  }
}

extension DatabaseHealth.Standby {
  init(_ row: Row) throws {
    self.init(
      name: try row.decode(String.self, "name"), state: try row.decode(String.self, "state"),
      synchronization: try row.decode(String.self, "sync_state"),
      bytesBehind: try row.decode(Int64.self, "bytes_behind"),
      secondsBehind: try row.decode(Double?.self, "seconds_behind"))
  }
}
