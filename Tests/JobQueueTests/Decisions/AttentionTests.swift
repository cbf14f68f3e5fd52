import Testing

@testable import JobQueue

@Suite struct AttentionTests {
  /// By reference, so that what it answers can be expected.
  private final class Worker {
    private var attention = Attention()

    var isTold: Bool { attention.isTold }
    func findsNothing(calls: Int) -> Attention.Step { attention.findsNothing(calls: calls) }
    func findsSomething() { attention.findsSomething() }
    func beats() -> Bool { attention.beats() }
    func isHeard() { attention.isHeard() }
    func startAfresh() { attention.startAfresh() }
  }

  /// As after the first moments of a worker to which nothing comes.
  private func listening() -> Worker {
    let worker = Worker()
    while worker.findsNothing(calls: 0) != .tell {}
    #expect(worker.beats())
    worker.isHeard()
    #expect(worker.findsNothing(calls: 0) == .listen)
    return worker
  }

  @Test func `a worker looks for a while by itself before it has itself called`() {
    let worker = Worker()
    let steps = (0..<10).map { _ in worker.findsNothing(calls: 0) }
    #expect(steps == Array(repeating: .lookAgain, count: 9) + [.tell])
    #expect(worker.beats())
    worker.isHeard()
    #expect(worker.findsNothing(calls: 0) == .listen)
  }

  @Test func `who finds something now and then listens all the time, whenever the beat comes`() {
    let worker = listening()
    for call in 1...20 {
      worker.findsSomething()
      #expect(worker.beats(), "while it works")
      worker.isHeard()
      #expect(worker.findsNothing(calls: call) == .listen)
      #expect(worker.beats(), "while it waits")
      worker.isHeard()
    }
  }

  @Test func `who is never idle between two beats takes the word back`() {
    let worker = listening()
    worker.findsSomething()
    #expect(worker.beats(), "it was idle since the last one")
    worker.isHeard()
    worker.findsSomething()
    #expect(!worker.beats())
    #expect(!worker.isTold)
    #expect(worker.findsNothing(calls: 0) == .lookAgain, "nobody would call")
  }

  @Test func `who is called too often looks by itself, and listens again when nothing comes`() {
    let worker = listening()
    worker.findsSomething()
    #expect(worker.findsNothing(calls: 501) == .lookAgain)
    #expect(!worker.beats())
    let steps = (0..<10).map { _ in worker.findsNothing(calls: 501) }
    #expect(steps == Array(repeating: .lookAgain, count: 9) + [.tell])
    #expect(worker.beats())
    worker.isHeard()
    #expect(worker.findsNothing(calls: 502) == .listen)
  }

  @Test func `a word that did not get through is not relied on, and is said again`() {
    let worker = Worker()
    while worker.findsNothing(calls: 0) != .tell {}
    #expect(worker.beats())
    // The beat failed.
    #expect(worker.findsNothing(calls: 0) == .lookAgain)
    var steps: Set<Attention.Step> = []
    for _ in 0..<10 { steps.insert(worker.findsNothing(calls: 0)) }
    #expect(steps == [.lookAgain, .tell])
  }

  @Test func `under another row the database knows nothing`() {
    let worker = listening()
    worker.startAfresh()
    #expect(worker.findsNothing(calls: 0) == .lookAgain)
  }
}
