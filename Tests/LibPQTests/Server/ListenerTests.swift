import LibPQ
import TestSupport
import Testing

@Suite struct ListenerTests {
  @Test func notificationsArriveAndGapsAreTold() async throws {
    try await withDatabase(.empty) { database in
      let notify = Statement("notify", "select pg_notify($1, $2)")
      let channel = "a \"strange\" name"
      let listener = Listener(ConnectionConfiguration(database.connectionString))
      let running = Task { await listener.run() }
      var events = await listener.notifications(on: [channel]).makeAsyncIterator()
      #expect(await events.next() == .listening)
      try await database.pool.execute(notify, channel, "hello")
      try await database.pool.execute(notify, "elsewhere", "not for us")
      #expect(await events.next()?.payload == "hello")

      let listening = "datname = current_database() and query ~ '^listen'"
      let kill = "select count(pg_terminate_backend(pid)) from pg_stat_activity where \(listening)"
      #expect(try await database.count(kill) == 1)
      #expect(await events.next() == .gap)
      #expect(await events.next() == .listening)
      try await database.pool.execute(notify, channel, "again")
      #expect(await events.next()?.payload == "again")

      running.cancel()
      await running.value
      while let event = await events.next() { #expect(event == .gap) }
    }
  }

  @Test func channelsComeAndGoWithTheirSubscribers() async throws {
    try await withDatabase(.empty) { database in
      let listener = Listener(ConnectionConfiguration(database.connectionString))
      let running = Task { await listener.run() }
      let first = Task { await Self.firstEvents(2, of: await listener.notifications(on: ["a"])) }
      var second = await listener.notifications(on: ["a", "b"]).makeAsyncIterator()
      #expect(await second.next() == .listening)
      // Comes when all is heard already.
      var third = await listener.notifications(on: ["a"]).makeAsyncIterator()
      #expect(await third.next() == .listening)
      try await database.pool.execute(Statement("notify", "select pg_notify('a', ''), pg_notify('b', '')"))
      #expect(await first.value.map(\.channel) == [nil, "a"])
      #expect(await second.next()?.channel == "a")
      #expect(await second.next()?.channel == "b")
      #expect(await third.next()?.channel == "a")
      running.cancel()
      await running.value
    }
  }

  private static func firstEvents(_ count: Int, of stream: AsyncStream<ListenerEvent>) async
    -> [ListenerEvent]
  {
    var events: [ListenerEvent] = []
    for await event in stream {
      events.append(event)
      if events.count == count { break }
    }
    return events
  }
}

extension ListenerEvent {
  fileprivate var payload: String? {
    if case .notification(let notification) = self { notification.payload } else { nil }
  }

  fileprivate var channel: String? {
    if case .notification(let notification) = self { notification.channel } else { nil }
  }
}
