/// Who listens to which channels. Pure but for the streams that it feeds.
struct Subscriptions {
  typealias ID = UInt64

  /// How many events wait for a slow subscriber before the oldest are dropped.
  static let bufferedEvents = 1000

  private struct Subscriber {
    let channels: Set<String>
    let continuation: AsyncStream<ListenerEvent>.Continuation
    /// The last event that was dropped has been answered by a gap already.
    var knowsOfDrops = false
  }

  private var subscribers: [ID: Subscriber] = [:]
  private var lastID: ID = 0

  /// All channels that somebody wants.
  var channels: Set<String> { subscribers.values.reduce(into: []) { $0.formUnion($1.channels) } }

  mutating func add(
    _ channels: Set<String>, _ continuation: AsyncStream<ListenerEvent>.Continuation
  ) -> ID {
    lastID += 1
    subscribers[lastID] = Subscriber(channels: channels, continuation: continuation)
    return lastID
  }

  mutating func remove(_ id: ID) {
    subscribers.removeValue(forKey: id)?.continuation.finish()
  }

  mutating func removeAll() {
    for id in subscribers.keys { remove(id) }
  }

  mutating func deliver(_ notification: Notification) {
    for (id, subscriber) in subscribers where subscriber.channels.contains(notification.channel) {
      deliver(.notification(notification), to: id)
    }
  }

  /// Tells those whose channels are complete now that they are heard.
  mutating func announceListening(heard: Set<String>, added: Set<String>) {
    for (id, subscriber) in subscribers
    where subscriber.channels.isSubset(of: heard) && !subscriber.channels.isDisjoint(with: added) {
      deliver(.listening, to: id)
    }
  }

  /// Tells everybody that nothing is heard any more.
  mutating func announceGap() {
    for id in subscribers.keys { deliver(.gap, to: id) }
  }

  mutating func deliver(_ event: ListenerEvent, to id: ID) {
    guard let subscriber = subscribers[id] else { return }
    switch subscriber.continuation.yield(event) {
    case .dropped where !subscriber.knowsOfDrops:
      subscribers[id]?.knowsOfDrops = true
      subscriber.continuation.yield(.gap)
    case .enqueued(remaining: 1...):
      subscribers[id]?.knowsOfDrops = false
    default:
      break
    }
  }
}
