/// Why a program stops, for the person in front of it: one sentence, and what to do about it.
package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
  package let problem: String
  package let remedy: String?
  package let status: ExitStatus

  /// - Parameters:
  ///   - problem: a whole sentence.
  ///   - remedy: what to do, as a whole sentence; `nil` where the problem says it already.
  package init(_ problem: String, remedy: String? = nil, status: ExitStatus = .failed) {
    self.problem = problem
    self.remedy = remedy
    self.status = status
  }

  /// A failure of whoever typed the command or wrote the file.
  package static func wrongInput(_ problem: String, remedy: String? = nil) -> Failure {
    Failure(problem, remedy: remedy, status: .wrongInput)
  }

  package var description: String {
    remedy.map { "\(problem)\n\($0)" } ?? problem
  }
}
