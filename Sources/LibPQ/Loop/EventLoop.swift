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

  private struct Inbox {
    var jobs: Deque<UnownedJob> = []
    /// The thread is, or is about to be, in `epoll_wait` and must be woken.
    var isAsleep = false
  }

  private let inbox = Locked(Inbox())
  private let threadID = Atomic<UInt>(0)
  let poller = Poller()
  /// Only touched on the loop's thread.
  nonisolated(unsafe) private var timers = TimerQueue<@Sendable () -> Void>()
  /// Only touched on the loop's thread.
  nonisolated(unsafe) private var endOfRound: [@Sendable () -> Void] = []

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
    let job = UnownedJob(job)
    let mustWake = inbox.withLock { inbox in
      inbox.jobs.append(job)
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

  /// Jobs, then sockets, then timers, for ever. Jobs that jobs enqueue wait for the next round, so that
  /// a busy task cannot keep the sockets waiting.
  private func run() -> Never {
    threadID.store(UInt(pthread_self()), ordering: .relaxed)
    var jobs: Deque<UnownedJob> = []
    while true {
      inbox.withLock { swap(&$0.jobs, &jobs) }
      for job in jobs {
        job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
      }
      jobs.removeAll(keepingCapacity: true)
      for action in endOfRound { action() }
      endOfRound.removeAll(keepingCapacity: true)
      let mayWait = inbox.withLock { inbox in
        inbox.isAsleep = inbox.jobs.isEmpty
        return inbox.isAsleep
      }
      let events = poller.wait(until: mayWait ? timers.next : .now)
      inbox.withLock { $0.isAsleep = false }
      poller.dispatch(events)
      for action in timers.takeDue(at: .now) { action() }
    }
  }
}

extension EventLoop {
  /// Runs `action` on the loop at `instant` unless cancelled before. Only from the loop.
  func schedule(at instant: ContinuousClock.Instant, _ action: @escaping @Sendable () -> Void) -> TimerID {
    checkIsolated()
    return timers.add(at: instant, action)
  }

  /// Runs `action` once the jobs of this round have run: so that what they send leaves in one write.
  func atEndOfRound(_ action: @escaping @Sendable () -> Void) {
    checkIsolated()
    endOfRound.append(action)
  }

  /// Forgets a timer; one that has fired is ignored. Only from the loop.
  func cancel(_ timer: TimerID) {
    checkIsolated()
    timers.remove(timer)
  }
}
