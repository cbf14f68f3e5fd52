import Foundation
import JobQueue
import LibPQ

/// Jobs of one kind that are to be enqueued with one call. Drawn before anything is sent, so that what the database answers does not
/// shift what the seed decides.
struct Draft: Sendable {
  enum Way: Sendable { case swift, sql, copy }

  struct Member: Sendable {
    let act: Act
    let band: Int
    let wait: Double?
    let deadline: Double?
    let limitKey: String?
    let uniqueKey: String?
  }

  let kind: any ActingJob.Type
  let way: Way
  let hold: UniqueKey.Hold
  let members: [Member]

  var tokens: [Int64] { members.map(\.act.token) }

  init(using random: inout SeededGenerator, token: () -> Int64) {
    let kind = random.pick([
      (40, Plain.self as any ActingJob.Type), (20, Narrow.self), (8, Limited.self), (8, Keyed.self),
      (3, Rated.self),
      (12, Single.self), (3, Stranger.self),
    ])
    let way = kind == Plain.self ? random.pick([(8, Way.swift), (3, .sql), (1, .copy)]) : .swift
    let most =
      switch way {
      case .copy: 500
      case .sql: 3
      case .swift: random.pick([(6, 1), (6, 10), (2, 100)])
      }
    let isHeavy = kind == Limited.self || kind == Keyed.self || kind == Rated.self
    members = (0..<Int.random(in: 1...(isHeavy ? min(most, 10) : most), using: &random)).map { _ in
      Member(
        act: Act.random(token: token(), using: &random),
        band: way == .swift && random.happens(0.2) ? Int.random(in: 0...2, using: &random) : 1,
        wait: way == .swift && random.happens(0.1) ? Double.random(in: -1...4, using: &random) : nil,
        deadline: way == .swift && random.happens(0.1) ? Double.random(in: -1...30, using: &random) : nil,
        limitKey: kind == Keyed.self && random.happens(0.8)
          ? "key\(Int.random(in: 0..<4, using: &random))" : nil,
        uniqueKey: kind == Single.self ? "key\(Int.random(in: 0..<30, using: &random))" : nil)
    }
    self.kind = kind
    self.way = way
    hold = random.pick([(3, UniqueKey.Hold.untilEnd), (2, .untilStart), (1, .lasting(.seconds(3)))])
  }

  /// Enqueues, and notes what became of each, in the same transaction.
  func put(in executor: some StatementExecutor) async throws {
    try await put(kind, in: executor)
  }

  private func put<Arguments: ActingJob>(
    _: Arguments.Type, in executor: some StatementExecutor
  ) async throws {
    switch way {
    case .copy:
      guard let transaction = executor as? Transaction else {
        return try await put(members, Arguments.self, in: executor)
      }
      try await JobQueue.bulkEnqueue(members.map { Arguments($0.act) }, in: transaction)
      try await transaction.execute(.noteBulk, tokens, Arguments.kind)
    case .sql:
      for member in members {
        let arguments = JSONText(String(decoding: try JSONEncoder().encode(member.act), as: UTF8.self))
        let job: Int64 = try await executor.execute(
          .enqueueOne, Arguments.queue, Arguments.kind, arguments, member.limitKey)[0].decode(at: 0)
        try await note([member], [job], Arguments.kind, in: executor)
      }
    case .swift:
      try await put(members, Arguments.self, in: executor)
    }
  }

  private func put<Arguments: ActingJob>(
    _ members: [Member], _: Arguments.Type, in executor: some StatementExecutor
  ) async throws {
    let now = Date.now
    let jobs = members.map { member in
      NewJob(
        Arguments(member.act), band: member.band, runAt: member.wait.map(now.addingTimeInterval),
        deadline: member.deadline.map(now.addingTimeInterval), limitKey: member.limitKey,
        uniqueKey: member.uniqueKey.map { UniqueKey($0, hold: hold) })
    }
    let enqueued = try await JobQueue.enqueue(jobs, in: executor)
    let new = zip(members, enqueued).filter { $1.isNew }
    try await note(new.map(\.0), new.map(\.1.job), Arguments.kind, in: executor)
    let old = zip(members, enqueued).filter { !$1.isNew }
    if !old.isEmpty {
      try await executor.execute(.noteDeferred, old.map(\.0.act.token), old.map(\.1.job))
    }
  }

  private func note(
    _ members: [Member], _ jobs: [Int64], _ kind: String, in executor: some StatementExecutor
  ) async throws {
    let (until, period): (String, Duration?) =
      switch hold {
      case .untilEnd: ("end", nil)
      case .untilStart: ("start", nil)
      case .lasting(let period): ("time", period)
      }
    try await executor.execute(
      .noteJobs, members.map(\.act.token), jobs, kind, members.map(\.limitKey), members.map(\.uniqueKey),
      until, period)
  }
}
