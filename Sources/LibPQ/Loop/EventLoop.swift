import CEpoll
import DequeModule
import Glibc
import Synchronization

/// One thread that waits for sockets and timers and runs Swift's jobs in between.
///
/// Connections are actors on it. A task that talks to the database a lot should prefer it
/// (`withTaskExecutorPreference(EventLoop.shared)`): it then runs on the loop's thread and saves two thread
/// hops per statement, which cost more than the I/O. Never run anything on it that blocks or computes for
/// long: every connection of the process waits meanwhile.
public final class EventLoop: SerialExecutor, TaskExecutor {
  /// The loop of all pools, connections and listeners. Lives as long as the process.
  public static let shared = EventLoop()

  typealias Action = @Sendable () -> Void

  private enum Work {
    case job(UnownedJob)
    case action(Action)
  }

  private struct Inbox {
    var work: Deque<Work> = []
    /// The thread is, or is about to be, in `epoll_wait` and must be woken.
    var isAsleep = false
  }

  private let inbox = Locked(Inbox())
  private let threadID = Atomic<UInt>(0)
  let poller = Poller()
  // Only touched on the loop's thread.
  nonisolated(unsafe) private var timers = TimerQueue<Action>()
  nonisolated(unsafe) private var endOfRound: [Action] = []

  private init() {
    var thread = pthread_t()
    // The loop lives for ever, so the thread borrows it without a count.
    let loop = Unmanaged.passUnretained(self).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { context in
        pthread_setname_np(pthread_self(), "libpq-loop")
        Unmanaged<EventLoop>.fromOpaque(context!).takeUnretainedValue().run()
      }, loop)
    precondition(code == 0, "no thread for the event loop: error \(code)")
    pthread_detach(thread)
  }

  var isCurrent: Bool { threadID.load(ordering: .relaxed) == UInt(pthread_self()) }

  public func enqueue(_ job: consuming ExecutorJob) {
    add(.job(UnownedJob(job)))
  }

  private func add(_ work: Work) {
    let mustWake = inbox.withLock { inbox in
      inbox.work.append(work)
      defer { inbox.isAsleep = false }
      return inbox.isAsleep
    }
    if mustWake { poller.wake() }
  }

  public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  public func checkIsolated() {
    precondition(isCurrent, "this must run on the event loop's thread")
  }

  public func isIsolatingCurrentContext() -> Bool? { isCurrent }

  /// How often in a row new jobs are looked for before the sockets get their turn: jobs tend to make jobs, and
  /// a system call after each would be felt, but a busy task must not keep the sockets waiting.
  private static let roundsBetweenPolls = 8

  /// Jobs, then sockets, then timers, for ever.
  private func run() -> Never {
    threadID.store(UInt(pthread_self()), ordering: .relaxed)
    var work: Deque<Work> = []
    while true {
      for _ in 0..<Self.roundsBetweenPolls {
        inbox.withLock { swap(&$0.work, &work) }
        if work.isEmpty { break }
        for item in work { perform(item) }
        work.removeAll(keepingCapacity: true)
      }
      let actions = endOfRound
      endOfRound.removeAll(keepingCapacity: true)
      for action in actions { action() }
      let mayWait = inbox.withLock { inbox in
        inbox.isAsleep = inbox.work.isEmpty && endOfRound.isEmpty
        return inbox.isAsleep
      }
      let events = poller.wait(until: mayWait ? timers.next : .now)
      inbox.withLock { $0.isAsleep = false }
      poller.dispatch(events)
      for action in timers.takeDue(at: .now) { action() }
    }
  }

  private func perform(_ work: Work) {
    switch work {
    case .job(let job):
      // With both, so that a task which prefers the loop does not change executors inside of an actor.
      job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
    case .action(let action):
      action()
    }
  }
}

extension EventLoop {
  /// Runs `action` on the loop: at once when called there.
  func perform(_ action: @escaping Action) {
    if isCurrent { action() } else { add(.action(action)) }
  }

  /// Runs `action` on the loop, after what runs there now.
  func later(_ action: @escaping Action) {
    add(.action(action))
  }

  /// Runs `action` on the loop and waits for what it returns.
  nonisolated(nonsending)
    func result<Output: Sendable>(of action: @escaping @Sendable () throws -> Output) async throws -> Output
  {
    if isCurrent { return try action() }
    return try await withCheckedThrowingContinuation { continuation in
      later { continuation.resume(with: Result { try action() }) }
    }
  }

  /// Runs `action` on the loop at `instant` unless cancelled before. Only from the loop.
  func schedule(at instant: ContinuousClock.Instant, _ action: @escaping Action) -> TimerID {
    checkIsolated()
    return timers.add(at: instant, action)
  }

  /// Forgets a timer; one that has fired is ignored. Only from the loop.
  func cancel(_ timer: TimerID) {
    checkIsolated()
    timers.remove(timer)
  }

  /// Runs `action` once the jobs of this round have run: so that what they send leaves in one write.
  func atEndOfRound(_ action: @escaping Action) {
    checkIsolated()
    endOfRound.append(action)
  }
}
