import LibPQ

/// What the program asks the database, except for the long texts in SQL/.
extension Statement {
  static let serverTime = Statement("server_time", "select clock_timestamp()::text")
  static let sleep = Statement("sleep", "select pg_sleep($1)::text")
  static let endOwnSession = Statement("end_own_session", "select pg_terminate_backend(pg_backend_pid())")

  static let noteJobs = Statement(
    "note_jobs",
    """
    insert into chaos.job (token, job, kind, limit_key, unique_key, unique_until, unique_for)
    select token, job, $3, limit_key, unique_key, $6, $7
    from unnest($1::bigint[], $2::bigint[], $4::text[], $5::text[]) as noted (token, job, limit_key, unique_key)
    """)
  static let noteBulk = Statement(
    "note_bulk", "insert into chaos.job (token, kind) select token, $2 from unnest($1::bigint[]) as token")
  static let noteDeferred = Statement(
    "note_deferred",
    "insert into chaos.deferred (token, holder) select * from unnest($1::bigint[], $2::bigint[])")
  static let noteEffects = Statement(
    "note_effects",
    """
    insert into chaos.effect (token, job, attempt, round, result, started_at, process)
    select token, job, attempt, round, result, started_at::timestamptz, $7
    from unnest($1::bigint[], $2::bigint[], $3::integer[], $4::integer[], $5::text[], $6::text[])
      as noted (token, job, attempt, round, result, started_at)
    """)
  static let noteAsked = Statement(
    "note_asked", "insert into chaos.asked (job, what, answer) values ($1, $2, $3)")
  static let noteTold = Statement(
    "note_told", "insert into chaos.told (token, what) select token, $2 from unnest($1::bigint[]) as token")
  static let countSnoozes = Statement(
    "count_snoozes",
    "select token, count(*) from chaos.effect where result = 'snoozed' and token = any ($1) group by token")

  /// SQL's own way in, for any language.
  static let enqueueOne = Statement(
    "enqueue_one", "select job_queue.enqueue($1, $2, $3::jsonb, p_limit_key => $4)")
  /// Some job of the last moments: $1 between 0 and 1 says which.
  static let someJob = Statement(
    "some_job",
    """
    select job from (select job from chaos.job where job is not null order by enqueued_at desc limit 300) as late
    offset floor($1 * 300)::integer limit 1
    """)
  static let someDeadLetter = Statement(
    "some_dead_letter",
    "select job from job_queue.dead_letter order by died_at desc offset floor($1 * 20)::integer limit 1")
  static let reviveOne = Statement("revive_one", "select job_queue.revive($1)")
  static let cancelOne = Statement("cancel_one", "select job_queue.cancel($1)")
  static let workerSessions = Statement(
    "worker_sessions",
    "select pid from pg_stat_activity where application_name = 'chaos-worker' order by pid")
  static let endSession = Statement("end_session", "select pg_terminate_backend($1)")
  static let hold = Statement("hold", "select count(*) from job_queue.lane")

  static let isIdle = Statement("chaos_is_idle", "select job_queue.is_idle($1)")
  static let generation = Statement("generation", "select last_value from job_queue.current_generation")
  static let prepared = Statement(
    "prepared", "select gid from pg_prepared_xacts where database = current_database() order by gid")
  static let violations = Statement(
    "violations", "select token, job, sentence from chaos.violation order by sentence, job limit 1000")
  static let story = Statement("story", String(decoding: PackageResources.story_sql, as: UTF8.self))
  static let counts = Statement(
    "counts",
    """
    select (select count(*) from chaos.job), (select count(*) from chaos.entered), (select count(*) from chaos.reclaimed),
      (select count(*) from chaos.opened),
      (select string_agg(result || ' ' || count, ', ' order by result) from (
        select result, count(*) from chaos.settled group by result) as results)
    """)
}
