import Synchronization

/// What the enqueuers were told about their transactions. Kept in this process, which nobody kills: the server's own word is what is
/// to be checked.
final class Journal: Sendable {
  enum Word: String, CaseIterable { case confirmed, rolledBack = "rolled_back", unknown }

  private let tokens = Mutex<[Word: [Int64]]>([:])

  func note(_ some: [Int64], _ word: Word) {
    guard !some.isEmpty else { return }
    tokens.withLock { $0[word, default: []] += some }
  }

  func tokens(_ word: Word) -> [Int64] { tokens.withLock { $0[word] ?? [] } }
}
