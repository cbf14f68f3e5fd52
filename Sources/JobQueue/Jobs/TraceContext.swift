/// The trace that the current task belongs to, as W3C's `traceparent` has it: `EachJob` sets it to the job's own while it runs, and
/// jobs that are enqueued there carry it on.
public enum TraceContext {
  @TaskLocal public static var current: String?
}
