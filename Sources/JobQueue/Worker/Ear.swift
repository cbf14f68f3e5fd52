import LibPQ

/// Rings the bell when a notification says that there is work. Where LISTEN does not work, behind pgbouncer in transaction mode, nothing
/// is heard, and polling finds the work.
struct Ear: Sendable {
  let listener: Listener
  let queues: [String]
  let bell: Bell
  let running: RunningBatches

  /// The channel of all queues of a database; the payload is the queue's name.
  private static let work = "job_queue"
  /// The payload is the seq of an attempt. Beats tell it too, later.
  private static let cancelled = "job_queue_cancelled"

  func run() async {
    let events = await listener.notifications(on: [Self.work, Self.cancelled])
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await listener.run() }
      for await event in events {
        switch event {
        case .notification(let notification) where notification.channel == Self.cancelled:
          if let seq = Int64(notification.payload) { running.cancel([seq]) }
        case .notification(let notification) where !queues.contains(notification.payload): continue
        // After a gap, and before the first notification, something may have been missed.
        case .notification, .listening, .gap: await bell.ring()
        }
      }
      group.cancelAll()
    }
  }
}
