import Foundation

/// Which claims a worker holds and which it has settled, as its beats tell.
struct TokenBook: Sendable {
  /// Running, or being asked for: a token is named before its claim is made.
  private(set) var held: Set<UUID> = []
  /// Settled, and still in the table as far as this worker knows.
  private(set) var settled: Set<UUID> = []

  mutating func hold(_ token: UUID) { held.insert(token) }

  /// The claim found nothing, so there is no such row; or the batch is left to the others.
  mutating func forget(_ token: UUID) { held.remove(token) }

  mutating func settle(_ token: UUID) {
    held.remove(token)
    settled.insert(token)
  }

  /// After a beat that named `named` as settled: those that the answer does not name are deleted.
  mutating func beatAnswered(named: Set<UUID>, remaining: Set<UUID>) {
    settled.subtract(named.subtracting(remaining))
  }
}
