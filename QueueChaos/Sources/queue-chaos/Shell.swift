import Foundation

enum Shell {
  /// Runs a command that may start a server. Not with Foundation's `Process`, which takes a command for ended only when nobody holds
  /// the socket any more that it hands down: a server would.
  ///
  /// - Throws: when the command says that it failed.
  static func run(_ command: String) async throws {
    let status = await withCheckedContinuation { ended in
      Thread.detachNewThread { ended.resume(returning: system(command)) }
    }
    guard status == 0 else { throw Failed(status: status) }
  }

  struct Failed: Error { let status: Int32 }
}
