import Foundation
import Testing

@testable import JobQueue

@Suite struct TokenBookTests {
  @Test func `a token is held until it is settled, and named as settled until the row is gone`() {
    var book = TokenBook()
    let (first, second) = (UUID(), UUID())
    book.hold(first)
    book.hold(second)
    book.settle(first)
    #expect(book.held == [second])
    #expect(book.settled == [first])
    book.beatAnswered(named: [first], remaining: [first])
    #expect(book.settled == [first], "a lane's newest claim stays for now")
    book.beatAnswered(named: [first], remaining: [])
    #expect(book.settled.isEmpty)
  }

  @Test func `what was settled while the beat was under way is named with the next`() {
    var book = TokenBook()
    let (named, later) = (UUID(), UUID())
    book.settle(named)
    let settled = book.settled
    book.settle(later)
    book.beatAnswered(named: settled, remaining: [])
    #expect(book.settled == [later])
  }
}
