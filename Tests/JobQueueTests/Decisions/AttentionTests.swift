import Testing

@testable import JobQueue

@Suite struct AttentionTests {
  /// As after the first moments of a worker to which nothing comes.
  private func listening() -> Attention {
    var attention = Attention()
    while attention.findsNothing(calls: 0) != .tell {}
    let answer1 = attention.beats()
    #expect(answer1)
    attention.isHeard()
    let answer2 = attention.findsNothing(calls: 0)
    #expect(answer2 == .listen)
    return attention
  }

  @Test func `a worker looks for a while by itself before it has itself called`() {
    var attention = Attention()
    let steps = (0..<10).map { _ in attention.findsNothing(calls: 0) }
    #expect(steps == Array(repeating: .lookAgain, count: 9) + [.tell])
    let answer3 = attention.beats()
    #expect(answer3)
    attention.isHeard()
    let answer4 = attention.findsNothing(calls: 0)
    #expect(answer4 == .listen)
  }

  @Test func `who finds something now and then listens all the time, whenever the beat comes`() {
    var attention = listening()
    for call in 1...20 {
      attention.findsSomething()
      let answer5 = attention.beats()
      #expect(answer5, "while it works")
      attention.isHeard()
      let answer6 = attention.findsNothing(calls: call)
      #expect(answer6 == .listen)
      let answer7 = attention.beats()
      #expect(answer7, "while it waits")
      attention.isHeard()
    }
  }

  @Test func `who is never idle between two beats takes the word back`() {
    var attention = listening()
    attention.findsSomething()
    let answer8 = attention.beats()
    #expect(answer8, "it was idle since the last one")
    attention.isHeard()
    attention.findsSomething()
    let answer9 = attention.beats()
    #expect(!answer9)
    #expect(!attention.isTold)
    let answer10 = attention.findsNothing(calls: 0)
    #expect(answer10 == .lookAgain, "nobody would call")
  }

  @Test func `who is called too often looks by itself, and listens again when nothing comes`() {
    var attention = listening()
    attention.findsSomething()
    let answer11 = attention.findsNothing(calls: 501)
    #expect(answer11 == .lookAgain)
    let answer12 = attention.beats()
    #expect(!answer12)
    let steps = (0..<10).map { _ in attention.findsNothing(calls: 501) }
    #expect(steps == Array(repeating: .lookAgain, count: 9) + [.tell])
    let answer13 = attention.beats()
    #expect(answer13)
    attention.isHeard()
    let answer14 = attention.findsNothing(calls: 502)
    #expect(answer14 == .listen)
  }

  @Test func `a word that did not get through is not relied on, and is said again`() {
    var attention = Attention()
    while attention.findsNothing(calls: 0) != .tell {}
    let answer15 = attention.beats()
    #expect(answer15)
    // The beat failed.
    let answer16 = attention.findsNothing(calls: 0)
    #expect(answer16 == .lookAgain)
    var steps: Set<Attention.Step> = []
    for _ in 0..<10 { steps.insert(attention.findsNothing(calls: 0)) }
    #expect(steps == [.lookAgain, .tell])
  }

  @Test func `under another row the database knows nothing`() {
    var attention = listening()
    attention.startAfresh()
    let answer17 = attention.findsNothing(calls: 0)
    #expect(answer17 == .lookAgain)
  }
}
