import Testing

@testable import LibPQ

@Suite struct PreparedStatementsTests {
  private let select = try! EncodedStatement(Statement("read", "select $1").with(1))

  @Test func aStatementIsPreparedOnce() {
    var prepared = PreparedStatements(limit: 10)
    #expect(prepared.lookUp(select) == .mustPrepare(name: "s1_read"))
    #expect(prepared.lookUp(select) == .prepared(name: "s1_read"))
  }

  @Test func textAndTypesBelongToTheIdentity() throws {
    var prepared = PreparedStatements(limit: 10)
    _ = prepared.lookUp(select)
    let otherText = try EncodedStatement(Statement("read", "select $1 + 1").with(1))
    let otherType = try EncodedStatement(Statement("read", "select $1").with(true))
    #expect(prepared.lookUp(otherText) == .mustPrepare(name: "s2_read"))
    #expect(prepared.lookUp(otherType) == .mustPrepare(name: "s3_read"))
  }

  @Test func aForgottenNameIsNotUsedAgain() {
    var prepared = PreparedStatements(limit: 10)
    _ = prepared.lookUp(select)
    prepared.forget(name: "s1_read")
    #expect(prepared.lookUp(select) == .mustPrepare(name: "s2_read"))
    prepared.forget(name: "s1_read")
    #expect(prepared.lookUp(select) == .prepared(name: "s2_read"))
  }

  @Test func beyondTheLimitStatementsHaveNoNames() throws {
    var prepared = PreparedStatements(limit: 1)
    _ = prepared.lookUp(select)
    let other = try EncodedStatement(Statement("other", "select 2").with())
    #expect(prepared.lookUp(other) == .unnamed)
    #expect(prepared.lookUp(select) == .prepared(name: "s1_read"))
    var off = PreparedStatements(limit: 0)
    #expect(off.lookUp(select) == .unnamed)
  }
}

@Suite struct TimerQueueTests {
  private let start = ContinuousClock.now

  @Test func timersAreDueInOrder() {
    var timers = TimerQueue<String>()
    _ = timers.add(at: start + .seconds(3), "c")
    _ = timers.add(at: start + .seconds(1), "a")
    let removed = timers.add(at: start + .seconds(1), "never")
    _ = timers.add(at: start + .seconds(1), "b")
    #expect(timers.next == start + .seconds(1))
    timers.remove(removed)
    timers.remove(removed)
    #expect(timers.takeDue(at: start) == [])
    #expect(timers.takeDue(at: start + .seconds(2)) == ["a", "b"])
    #expect(timers.next == start + .seconds(3))
    #expect(timers.takeDue(at: start + .seconds(3)) == ["c"])
    #expect(timers.next == nil)
  }
}

@Suite struct SubscriptionsTests {
  private let hello = Notification(channel: "a", payload: "hello", sender: 1)

  @Test func eachHearsItsOwnChannels() async {
    var subscriptions = Subscriptions()
    let (stream, continuation) = AsyncStream<ListenerEvent>.makeStream()
    let id = subscriptions.add(["a", "b"], continuation)
    #expect(subscriptions.channels == ["a", "b"])
    subscriptions.announceListening(heard: ["a"], added: ["a"])
    subscriptions.announceListening(heard: ["a", "b"], added: ["b"])
    subscriptions.announceListening(heard: ["a", "b", "c"], added: ["c"])
    subscriptions.deliver(Notification(channel: "c", payload: "", sender: 1))
    subscriptions.deliver(hello)
    subscriptions.announceGap()
    subscriptions.remove(id)
    var events: [ListenerEvent] = []
    for await event in stream { events.append(event) }
    #expect(events == [.listening, .notification(hello), .gap])
    #expect(subscriptions.channels == [])
  }

  @Test func theSlowOneIsToldOfAGapOncePerOverflow() async {
    var subscriptions = Subscriptions()
    let (stream, continuation) = AsyncStream<ListenerEvent>.makeStream(bufferingPolicy: .bufferingNewest(4))
    _ = subscriptions.add(["a"], continuation)
    for _ in 0..<6 { subscriptions.deliver(hello) }
    subscriptions.removeAll()
    var events: [ListenerEvent] = []
    for await event in stream { events.append(event) }
    #expect(events.count == 4)
    #expect(events.filter { $0 == .gap }.count == 1)
  }

  @Test func identifiersAreQuoted() {
    #expect("a\"b\r\n".quotedIdentifier == "\"a\"\"b\r\n\"")
  }
}
