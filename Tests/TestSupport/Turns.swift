/// Lets a few in at a time, in the order in which they came.
///
/// Hundreds of tests begin at once. On two cores they would all be slow together and run into time limits that are right
/// for a program that is not alone among a hundred; a few at a time are done as soon, and each of them in its own time.
actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  /// The turn goes to the next one without becoming free in between.
  func giveBack() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
