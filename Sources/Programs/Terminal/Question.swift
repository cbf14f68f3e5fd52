import Foundation

/// Asks before something that cannot be taken back.
package enum Question {
  /// Returns when the answer is yes.
  ///
  /// - Parameter yes: it was given beforehand, by a flag.
  /// - Throws: `Failure` when the answer is another, or when nobody is there to give one.
  package static func confirm(_ question: String, yes: Bool) throws(Failure) {
    guard !yes else { return }
    guard isatty(STDIN_FILENO) == 1 else {
      throw .wrongInput("\(question) Nobody is there to answer.", remedy: "Say so with --yes.")
    }
    Terminal.error.write("\(question) [y/N] ")
    let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? ""
    guard answer == "y" || answer == "yes" else { throw Failure("Nothing was done.") }
  }
}
