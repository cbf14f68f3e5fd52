import DequeModule

/// Who gets which connection, and when to open one.
///
/// Pure. An exclusive connection is one with room for a single lease, a shared one has room for many.
struct LeaseState {
  typealias ConnectionID = Int
  typealias WaiterID = UInt64

  enum Action: Equatable {
    case lend(ConnectionID, to: WaiterID)
    /// Begin to open a connection; `opened` or `openingFailed` will tell how it went.
    case open
    /// Opening failed and somebody still waits: call `retry` after a pause.
    case retryLater
    case close(ConnectionID)
    case refuse(WaiterID)
  }

  private struct Member {
    let id: ConnectionID
    var leases: Int
    /// Gives out no more leases; forgotten when the last one comes back.
    var isLeaving = false
  }

  let limit: Int
  let leasesPerConnection: Int
  /// The one used last is at the end.
  private var members: [Member] = []
  private var opening = 0
  private var isPausing = false
  private var waiters: Deque<WaiterID> = []
  private(set) var isClosed = false

  init(limit: Int, leasesPerConnection: Int) {
    self.limit = max(1, limit)
    self.leasesPerConnection = max(1, leasesPerConnection)
  }

  var waiting: Int { waiters.count }
  /// Nothing is open, being opened or lent.
  var isEmpty: Bool { members.isEmpty && opening == 0 }

  mutating func request(_ waiter: WaiterID) -> [Action] {
    guard !isClosed else { return [.refuse(waiter)] }
    waiters.append(waiter)
    return lendAll() + grow()
  }

  /// A waiter gives up: its time is over, or its task was cancelled. False when it no longer waits.
  mutating func withdraw(_ waiter: WaiterID) -> Bool {
    guard let index = waiters.firstIndex(of: waiter) else { return false }
    waiters.remove(at: index)
    return true
  }

  mutating func opened(_ id: ConnectionID) -> [Action] {
    opening -= 1
    guard !isClosed else { return [.close(id)] }
    members.append(Member(id: id, leases: 0))
    return lendAll()
  }

  mutating func openingFailed() -> [Action] {
    opening -= 1
    guard !waiters.isEmpty, !isPausing, !isClosed else { return [] }
    isPausing = true
    return [.retryLater]
  }

  /// The pause after a failure is over.
  mutating func retry() -> [Action] {
    isPausing = false
    return isClosed ? [] : grow()
  }

  /// A lease ends. A connection that must not be used again is closed with its last lease.
  mutating func returned(_ id: ConnectionID, isReusable: Bool) -> [Action] {
    guard let index = members.firstIndex(where: { $0.id == id }) else { return [] }
    var member = members.remove(at: index)
    member.leases -= 1
    member.isLeaving = member.isLeaving || !isReusable || isClosed
    if member.isLeaving, member.leases <= 0 { return [.close(id)] + grow() }
    members.append(member)
    return lendAll()
  }

  /// A connection has ended by itself, or takes no more: it counts no longer, whoever still holds it.
  mutating func lost(_ id: ConnectionID) -> [Action] {
    members.removeAll { $0.id == id }
    return isClosed ? [] : grow()
  }

  /// No more leases. Those given out are waited for by the caller.
  mutating func close() -> [Action] {
    isClosed = true
    defer {
      waiters = []
      members.removeAll { $0.leases == 0 }
    }
    return waiters.map { .refuse($0) } + members.filter { $0.leases == 0 }.map { .close($0.id) }
  }

  /// Serves whoever waits, in order, from the least used connection; of equals the one used last.
  private mutating func lendAll() -> [Action] {
    var actions: [Action] = []
    while !waiters.isEmpty, let index = indexWithRoom() {
      members[index].leases += 1
      actions.append(.lend(members[index].id, to: waiters.removeFirst()))
    }
    return actions
  }

  private func indexWithRoom() -> Int? {
    let candidates = members.indices.filter { !members[$0].isLeaving }
    let best = candidates.reversed().min { members[$0].leases < members[$1].leases }
    return best.flatMap { members[$0].leases < leasesPerConnection ? $0 : nil }
  }

  /// Opens as many as there are waiters. A shared pool also grows, one at a time, while nobody waits but
  /// every connection is busy.
  private mutating func grow() -> [Action] {
    guard !isPausing, !isClosed else { return [] }
    let isBusy = leasesPerConnection > 1 && !members.isEmpty && members.allSatisfy { $0.leases > 1 }
    // What is being opened will serve as many waiters as it has room for.
    let missing = (waiters.count + leasesPerConnection - 1) / leasesPerConnection
    let wanted = max(missing, isBusy ? 1 : 0) - opening
    let count = min(wanted, limit - members.count - opening)
    guard count > 0 else { return [] }
    opening += count
    return Array(repeating: .open, count: count)
  }
}
