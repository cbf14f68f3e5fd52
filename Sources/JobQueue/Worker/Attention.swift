/// Decides whether a worker with nothing to do has itself called by a notification, or looks again by itself.
///
/// A notification takes a lock of the whole database at its commit, so a queue through which many jobs pass must not send one for each. It is
/// sent while the database is told that somebody listens. A worker that finds something to do now and then listens all the time; one that
/// is called a hundred times a second, or never finds the queue empty, does not: it looks every few milliseconds instead, until nothing
/// has come for a while.
struct Attention: Sendable {
  /// What to do after a claim that found nothing.
  enum Step: Hashable, Sendable {
    /// Wait to be called.
    case listen
    /// Wait for a moment, and look again.
    case lookAgain
    /// Tell the database that a notification would be heard; then look at once, for what came before that.
    case tell
  }

  static let moment = Duration.milliseconds(5)
  private static let looks = 10
  /// So many calls from one beat to the next are no burden: with beats of five seconds, a hundred a second.
  private static let calls = 500

  /// What the database has been told; in doubt, no.
  private(set) var isTold = false
  private var isListening = false
  /// Since the last beat.
  private var wasIdle = false
  private var emptyLooks = 0
  private var callsHeard = 0
  private var callsAtBeat = 0

  /// Nothing was found, and `calls` were heard so far, ever.
  mutating func findsNothing(calls: Int) -> Step {
    wasIdle = true
    let isCalled = calls != callsHeard
    callsHeard = calls
    isListening = isTold && !isBusy
    guard !isListening else { return .listen }
    // Not before the next beat has taken the word back; and a pause that a call has cut short, be it to another worker, was none.
    if isBusy { emptyLooks = 0 } else if !isCalled { emptyLooks += 1 }
    guard emptyLooks >= Self.looks else { return .lookAgain }
    emptyLooks = 0
    isListening = true
    return .tell
  }

  mutating func findsSomething() {
    isListening = false
    emptyLooks = 0
  }

  /// What a beat that is sent now tells. From a no on, nobody relies on being called.
  mutating func beats() -> Bool {
    let tells = isListening || (isTold && wasIdle && !isBusy)
    if !tells { isTold = false }
    wasIdle = isListening
    callsAtBeat = callsHeard
    return tells
  }

  /// The database has taken the last beat, which said that somebody listens.
  mutating func isHeard() { isTold = true }

  /// The database knows this worker under another row from now on, or it takes nothing more.
  mutating func startAfresh() { self = Attention() }

  private var isBusy: Bool { callsHeard - callsAtBeat > Self.calls }
}
