import Foundation
import Monitoring
import TestSupport
import Testing

/// Which jobs are listed, in which order, page by page.
@Suite struct JobListTests {
  /// One job of each state, in the order in which they are due.
  private func oneOfEach(_ desk: Desk) async throws {
    try await desk.openCases(1)
    try await desk.write(
      """
      insert into job_queue.dead_letter (job, died_at, enqueued_at, band, attempt, queue, kind, arguments, reason)
      values (900, now() - interval '1 day', now() - interval '2 days', 1, 10, 'verify', 'verify', '{"case": 1}', 'no paper')
      """,
      "select job_queue.enqueue('verify', 'verify', '{\"case\": 1}', 0::smallint)",
      "select job_queue.join_workers('here', 1, '1', '{verify}', '{verify}', '1 hour')",
      "select job_queue.claim(1, 1, '{verify}', 1)",
      "select job_queue.beat(1, 1, 1, '{1}', '{}', '{}', false)",
      "select job_queue.enqueue('notify', 'notify', '{\"notification\": 1}')",
      """
      insert into job_queue.later (timeline, due, job, band, attempt, queue, kind, limit_key)
      values ('server', now() + interval '1 hour', 901, 1, 3, 'verify', 'verify', null),
        ('server', now() + interval '2 hours', 902, 1, 1, 'notify', 'notify', null),
        ('limit:notify', now() + interval '3 hours', 903, 1, 1, 'notify', 'notify', null),
        ('business', now() + interval '4 hours', 904, 1, 1, 'clock', 'clock', null)
      """,
      "insert into job_queue.failure (job, attempt, seq, kind, error) values (901, 1, 1, 'verify', 'first'), (901, 2, 2, 'verify', 'second')",
      """
      insert into casework.notification (case_id, kind, sequence, channel, locale, created_at)
      values (1, 'survey', 1, 'email', 'pl', now())
      """)
  }

  @Test func everyStateIsListedTheNextDueFirst() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await oneOfEach(desk)
      let list = try await desk.monitor.jobs(JobFilter(states: JobState.listed))
      #expect(
        list.jobs.map(\.state) == [.dead, .running, .waiting, .retrying, .scheduled, .parked, .timer])
      #expect(list.next == nil && !list.lanesAreCut)
      let (dead, running, waiting, retrying) = (list.jobs[0], list.jobs[1], list.jobs[2], list.jobs[3])
      #expect(dead.lastError == "no paper" && dead.reference == "R0000001" && dead.attempt == 10)
      #expect(running.worker == 1 && running.host == "here" && running.band == 0)
      #expect(waiting.queue == "notify" && waiting.reference == "R0000001" && waiting.worker == nil)
      #expect(retrying.attempt == 3 && retrying.lastError == "second")
      // Timers only for those who ask.
      #expect(try await desk.monitor.jobs().jobs.map(\.state) == list.jobs.dropLast().map(\.state))
    }
  }

  @Test func aListIsNarrowedByStateQueueAndKind() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await oneOfEach(desk)
      func states(_ filter: JobFilter) async throws -> [JobState] {
        try await desk.monitor.jobs(filter).jobs.map(\.state)
      }
      #expect(try await states(JobFilter(queue: "notify")) == [.waiting, .scheduled, .parked])
      #expect(try await states(JobFilter(kind: "verify")) == [.dead, .running, .retrying])
      #expect(try await states(JobFilter(states: [.scheduled, .dead])) == [.dead, .scheduled])
      #expect(try await states(JobFilter(states: [.timer])) == [.timer])
      #expect(try await states(JobFilter(queue: "nowhere")) == [])
    }
  }

  @Test func pagesFollowEachOtherWithoutGapsAndWithoutRepeating() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      // Many are due at the same moment: the number decides.
      try await desk.write(
        "select job_queue.enqueue_many('notify', 'notify', array_fill('{}'::jsonb, array[40]))",
        """
        insert into job_queue.later (due, job, band, attempt, queue, kind)
        select now() + interval '1 hour', 1000 + number, 1, 2, 'verify', 'verify' from generate_series(1, 40) as number
        """)
      let whole = try await desk.monitor.jobs(JobFilter(limit: 1000)).jobs.map(\.job)
      #expect(whole.count == 80)
      var pages: [Int64] = []
      var filter = JobFilter(limit: 7)
      repeat {
        let page = try await desk.monitor.jobs(filter)
        #expect(page.jobs.count <= 7)
        pages += page.jobs.map(\.job)
        filter.after = page.next
      } while filter.after != nil && pages.count <= 100
      #expect(pages == whole)
    }
  }

  /// Of a timeline that holds more than is looked at, what is asked for may lie behind: the list says from where to go on.
  @Test func whatLiesBehindTheBoundOfATimelineIsReached() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        """
        insert into job_queue.later (due, job, band, attempt, queue, kind)
        select now() + number * interval '1 second', number, 1, case when number > 25000 then 2 else 1 end, 'verify', 'verify'
        from generate_series(1, 25010) as number
        """)
      var filter = JobFilter(states: [.retrying], limit: 100)
      var found: [Int64] = []
      var looks = 0
      repeat {
        let page = try await desk.monitor.jobs(filter)
        found += page.jobs.map(\.job)
        filter.after = page.next
        looks += 1
      } while filter.after != nil && looks < 10
      #expect(found == Array(25_001...25_010))
      #expect(looks == 3)
    }
  }

  @Test func aLongLaneIsCutAndSaysSo() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        "select job_queue.enqueue_many('notify', 'notify', array_fill('{}'::jsonb, array[5000]))")
      let list = try await desk.monitor.jobs(JobFilter(limit: 10_000))
      #expect(list.lanesAreCut)
      // Two shards.
      #expect(list.jobs.count == 2000)
    }
  }

  @Test func aPlaceIsReadAsItIsWritten() {
    let place = JobPlace(dueAt: Date(timeIntervalSince1970: 1_772_366_400.25), job: 12)
    #expect(place.description == "2026-03-01T12:00:00.250000Z,12")
    #expect(JobPlace(place.description) == place)
    for text in ["", "12", "2026-03-01,12", "2026-03-01T12:00:00.250000Z", "2026-03-01T12:00:00.250000Z,x"] {
      #expect(JobPlace(text) == nil)
    }
  }
}
