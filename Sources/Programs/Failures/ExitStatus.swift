/// How a program ends. Scripts rely on the three being told apart.
package enum ExitStatus: Int32, Sendable {
  case fine = 0
  /// What was asked for could not be done.
  case failed = 1
  /// What was asked for makes no sense: flags, files, policies, references.
  case wrongInput = 2
}
