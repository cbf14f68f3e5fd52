/// The batch, as the database knows it: a claim, or a reclaim, of one worker. Chosen before the call, so that a call whose reply was
/// lost can be repeated.
struct BatchNumber: Hashable, Sendable {
  let worker: Int32
  let number: Int64
}

/// Which batches a worker may not have settled, as its beats tell: of all numbers up to `known`, those that it holds and those that it
/// has released.
struct BatchBook: Sendable {
  /// The highest number that was given out.
  private(set) var known: Int64 = 0
  /// Running, or being asked for.
  private(set) var held: Set<Int64> = []
  /// Given up, for others to take over, and not over yet as far as this worker knows.
  private(set) var released: Set<Int64> = []

  /// A number for the next claim. It is named from now on, before the claim is made.
  mutating func next() -> Int64 {
    known += 1
    held.insert(known)
    return known
  }

  /// Nothing of the batch is left to do; or the claim found nothing.
  mutating func settle(_ number: Int64) { held.remove(number) }

  /// The batch, or a claim of which nobody knows whether it was made, is left to the others.
  mutating func release(_ number: Int64) {
    if held.remove(number) != nil { released.insert(number) }
  }

  /// A beat's answer: these need not be named again.
  mutating func forget(_ over: [Int64]) { released.subtract(over) }

  /// Others have taken over everything; numbers go on, under another worker's row.
  mutating func startAfresh() {
    held = []
    released = []
  }
}
