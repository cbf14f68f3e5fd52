import Testing

@testable import JobQueue

@Suite struct BatchBookTests {
  @Test func `a number is held from before its claim until it is settled`() {
    var book = BatchBook()
    let (first, second) = (book.next(), book.next())
    #expect(book.held == [first, second] && book.known == second)
    book.settle(first)
    #expect(book.held == [second] && book.released == [])
  }

  @Test func `what is given up is named as released until it is over`() {
    var book = BatchBook()
    let number = book.next()
    book.release(number)
    #expect(book.held == [] && book.released == [number])
    book.forget([number])
    #expect(book.released == [])
    book.release(number)
    #expect(book.released == [], "what is not held cannot be released")
  }

  @Test func `under a new row the numbers go on, and nothing of before is named`() {
    var book = BatchBook()
    let (old, released) = (book.next(), book.next())
    book.release(released)
    book.startAfresh()
    #expect(book.held == [] && book.released == [])
    #expect(book.next() > old)
  }
}
