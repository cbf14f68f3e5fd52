/// Turns whatever was thrown into a sentence and a remedy.
package enum Explanation {
  package static func of(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    default: Failure(String(describing: error))
    }
  }
}
