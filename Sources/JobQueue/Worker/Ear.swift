import LibPQ

/// Rings the bell when a notification says that there is work. Where LISTEN does not work, behind pgbouncer in transaction mode, nothing
/// is heard, and polling finds the work.
struct Ear: Sendable {
  let listener: Listener
  let queues: [String]
  let bell: Bell

  /// The channel of all queues of a database; the payload is the queue's name.
  private static let channel = "job_queue"

  func run() async {
    let events = await listener.notifications(on: [Self.channel])
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await listener.run() }
      for await event in events {
        switch event {
        case .notification(let notification) where !queues.contains(notification.payload): continue
        // After a gap, and before the first notification, something may have been missed.
        case .notification, .listening, .gap: await bell.ring()
        }
      }
      group.cancelAll()
    }
  }
}
