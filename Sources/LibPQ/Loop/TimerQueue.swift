/// Names a timer of a `TimerQueue`.
struct TimerID: Hashable, Sendable {
  fileprivate let instant: ContinuousClock.Instant
  fileprivate let number: UInt64
}

/// What is to happen when. A sorted array: there is about one timer per connection, however many
/// statements are under way.
struct TimerQueue<Action> {
  /// Latest first, so that the due ones are at the end.
  private var entries: [(id: TimerID, action: Action)] = []
  private var lastNumber: UInt64 = 0

  /// The earliest instant at which something is due.
  var next: ContinuousClock.Instant? { entries.last?.id.instant }

  mutating func add(at instant: ContinuousClock.Instant, _ action: Action) -> TimerID {
    lastNumber += 1
    let id = TimerID(instant: instant, number: lastNumber)
    entries.insert((id, action), at: place(of: id))
    return id
  }

  mutating func remove(_ id: TimerID) {
    let index = place(of: id)
    if index < entries.count, entries[index].id == id { entries.remove(at: index) }
  }

  /// Removes and returns what is due, in order of time and, at the same time, of being added.
  mutating func takeDue(at instant: ContinuousClock.Instant) -> [Action] {
    var due: [Action] = []
    while let last = entries.last, last.id.instant <= instant {
      due.append(last.action)
      entries.removeLast()
    }
    return due
  }

  /// Binary search for the first entry that is not later than `id`.
  private func place(of id: TimerID) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      let other = entries[middle].id
      let isLater = (other.instant, other.number) > (id.instant, id.number)
      if isLater { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
