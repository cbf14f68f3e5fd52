import CEpoll
import Glibc

/// What a socket is waited for, or is ready for.
struct Readiness: OptionSet, Sendable {
  let rawValue: UInt32
  static let read = Readiness(rawValue: EPOLLIN.rawValue)
  static let write = Readiness(rawValue: EPOLLOUT.rawValue)
  /// Told once, then not again until `change`.
  static let once = Readiness(rawValue: EPOLLONESHOT.rawValue)
  /// Error or hang-up: reading will tell what it is.
  static let broken = Readiness(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue | EPOLLRDHUP.rawValue)
}

/// Somebody who is told on the loop's thread that a socket is ready.
protocol ReadinessHandler: AnyObject, Sendable {
  func socketIsReady(_ readiness: Readiness)
}

/// epoll, level-triggered, and an eventfd to wake it. All but `wake` belongs to the loop's thread.
final class Poller: @unchecked Sendable {
  private let epoll: Int32
  private let wakeUp: Int32
  private struct Watch {
    let descriptor: Int32
    /// Weak, so that a connection that nobody holds is closed.
    weak var handler: (any ReadinessHandler)?
  }

  private var watched: [UInt64: Watch] = [:]
  /// Whose registration epoll holds for a descriptor. A descriptor is used again as soon as libpq has
  /// closed it: the old owner, when it lets go at last, must not strike out the new one.
  private var owners: [Int32: UInt64] = [:]
  private var lastID: UInt64 = 0
  private var events = [epoll_event](repeating: epoll_event(), count: 64)

  init() {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    wakeUp = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    precondition(epoll >= 0 && wakeUp >= 0, "no descriptors for the event loop: error \(errno)")
    var event = epoll_event(events: Readiness.read.rawValue, data: epoll_data_t(u64: 0))
    precondition(epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp, &event) == 0)
  }

  /// From any thread. The counter cannot overflow in practice, and a full one has woken the loop anyway.
  func wake() {
    var one: UInt64 = 1
    _ = write(wakeUp, &one, 8)
  }

  /// Starts to watch a socket. The number, not the descriptor, names it: descriptors are used again, and
  /// an event of the old socket may still be on its way.
  func watch(_ descriptor: Int32, for interest: Readiness, _ handler: any ReadinessHandler) -> UInt64 {
    lastID += 1
    watched[lastID] = Watch(descriptor: descriptor, handler: handler)
    owners[descriptor] = lastID
    control(EPOLL_CTL_ADD, descriptor, lastID, interest)
    return lastID
  }

  func change(_ id: UInt64, to interest: Readiness) {
    guard let descriptor = watched[id]?.descriptor, owners[descriptor] == id else { return }
    control(EPOLL_CTL_MOD, descriptor, id, interest)
  }

  func unwatch(_ id: UInt64) {
    guard let descriptor = watched.removeValue(forKey: id)?.descriptor, owners[descriptor] == id else {
      return
    }
    owners[descriptor] = nil
    var event = epoll_event()
    _ = epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event)
  }

  private func control(_ operation: Int32, _ descriptor: Int32, _ id: UInt64, _ interest: Readiness) {
    var event = epoll_event(events: interest.rawValue, data: epoll_data_t(u64: id))
    if epoll_ctl(epoll, operation, descriptor, &event) != 0, errno == EEXIST {
      _ = epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event)
    }
  }

  /// Waits for sockets, a wake-up or the instant (`nil` = for ever); how many events there are.
  func wait(until instant: ContinuousClock.Instant?) -> Int {
    Int(max(0, epoll_wait(epoll, &events, Int32(events.count), Self.milliseconds(until: instant))))
  }

  /// Tells the handlers of the events of the last `wait`.
  func dispatch(_ count: Int) {
    for index in 0..<count {
      let id = events[index].data.u64
      if id == 0 {
        var counter: UInt64 = 0
        _ = read(wakeUp, &counter, 8)
      } else {
        watched[id]?.handler?.socketIsReady(Readiness(rawValue: events[index].events))
      }
    }
  }

  /// Rounded up, so that a timer never finds that it is still too early.
  private static func milliseconds(until instant: ContinuousClock.Instant?) -> Int32 {
    guard let instant else { return -1 }
    let (seconds, attoseconds) = (instant - .now).components
    if seconds < 0 || attoseconds < 0 { return 0 }
    let milliseconds = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue + milliseconds)
  }
}
