import Testing

@testable import LibPQ

@Suite struct LeaseStateTests {
  @Test func exclusiveConnectionsAreLentOneByOne() {
    var state = LeaseState(limit: 2, leasesPerConnection: 1)
    #expect(state.request(1) == [.open])
    #expect(state.opened(10) == [.lend(10, to: 1)])
    #expect(state.request(2) == [.open])
    #expect(state.request(3) == [])
    #expect(state.opened(11) == [.lend(11, to: 2)])
    #expect(state.waiting == 1)
    #expect(state.returned(10, isReusable: true) == [.lend(10, to: 3)])
    #expect(state.returned(11, isReusable: true) == [])
    #expect(state.request(4) == [.lend(11, to: 4)])
  }

  @Test func ofIdleOnesTheLastUsedIsLent() {
    var state = LeaseState(limit: 2, leasesPerConnection: 1)
    _ = state.request(1)
    _ = state.request(2)
    _ = state.opened(10)
    _ = state.opened(11)
    _ = state.returned(11, isReusable: true)
    _ = state.returned(10, isReusable: true)
    #expect(state.request(3) == [.lend(10, to: 3)])
  }

  @Test func aSpoiledConnectionIsReplaced() {
    var state = LeaseState(limit: 1, leasesPerConnection: 1)
    _ = state.request(1)
    _ = state.opened(10)
    _ = state.request(2)
    #expect(state.returned(10, isReusable: false) == [.close(10), .open])
    #expect(state.opened(11) == [.lend(11, to: 2)])
  }

  @Test func aSharedPoolGrowsWhenAllAreBusyAndSpreads() {
    var state = LeaseState(limit: 2, leasesPerConnection: 3)
    #expect(state.request(1) == [.open])
    #expect(state.request(2) == [])
    #expect(state.opened(10) == [.lend(10, to: 1), .lend(10, to: 2)])
    #expect(state.request(3) == [.lend(10, to: 3), .open])
    #expect(state.opened(11) == [])
    #expect(state.request(4) == [.lend(11, to: 4)])
    #expect(state.request(5) == [.lend(11, to: 5)])
    #expect(state.request(6) == [.lend(11, to: 6)])
    #expect(state.request(7) == [])
    #expect(state.returned(10, isReusable: true) == [.lend(10, to: 7)])
  }

  @Test func aSpoiledSharedConnectionLeavesWithItsLastLease() {
    var state = LeaseState(limit: 1, leasesPerConnection: 8)
    _ = state.request(1)
    _ = state.request(2)
    _ = state.opened(10)
    #expect(state.returned(10, isReusable: false) == [])
    #expect(state.request(3) == [])
    #expect(state.returned(10, isReusable: true) == [.close(10), .open])
    #expect(state.opened(11) == [.lend(11, to: 3)])
  }

  @Test func aLostConnectionMakesRoomAtOnce() {
    var state = LeaseState(limit: 1, leasesPerConnection: 1)
    _ = state.request(1)
    _ = state.opened(10)
    _ = state.request(2)
    #expect(state.lost(10) == [.open])
    #expect(state.returned(10, isReusable: false) == [])
    #expect(state.opened(11) == [.lend(11, to: 2)])
  }

  @Test func afterAFailureThereIsAPause() {
    var state = LeaseState(limit: 4, leasesPerConnection: 1)
    #expect(state.request(1) == [.open])
    #expect(state.openingFailed() == [.retryLater])
    #expect(state.request(2) == [])
    #expect(state.retry() == [.open, .open])
    let withdrawals = [state.withdraw(1), state.withdraw(1)]
    #expect(withdrawals == [true, false])
    #expect(state.opened(10) == [.lend(10, to: 2)])
    #expect(state.openingFailed() == [])
    #expect(state.request(3) == [.open])
  }

  @Test func closingRefusesAndWaitsForWhatIsLent() {
    var state = LeaseState(limit: 3, leasesPerConnection: 1)
    for waiter in 1...4 { _ = state.request(UInt64(waiter)) }
    _ = state.opened(10)
    _ = state.opened(11)
    #expect(state.returned(10, isReusable: true) == [.lend(10, to: 3)])
    #expect(state.close() == [.refuse(4)])
    #expect(state.request(5) == [.refuse(5)])
    #expect(state.opened(12) == [.close(12)])
    #expect(state.returned(10, isReusable: true) == [.close(10)])
    #expect(!state.isEmpty)
    #expect(state.lost(11) == [])
    #expect(state.isEmpty)
  }

  @Test func closingClosesWhatIsIdle() {
    var state = LeaseState(limit: 2, leasesPerConnection: 1)
    _ = state.request(1)
    _ = state.opened(10)
    _ = state.returned(10, isReusable: true)
    #expect(state.close() == [.close(10)])
    #expect(state.isEmpty)
    #expect(state.retry() == [])
  }
}
