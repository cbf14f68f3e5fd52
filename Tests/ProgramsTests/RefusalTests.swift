import LibPQ
import Testing

@testable import Programs

@Suite struct RefusalTests {
  private func refusal(_ reason: String, _ kind: ConnectionError.Kind = .connectionFailed) -> Refusal {
    Refusal(ConnectionError(kind, reason))
  }

  @Test func aServerThatDoesNotAnswerMayYetCome() {
    let refusal = refusal(
      """
      connection to server on socket "/run/.s.PGSQL.5432" failed: No such file or directory
      \tIs the server running locally and accepting connections on that socket?
      """)
    #expect(refusal.mayPass)
    #expect(
      refusal.failure.problem == """
        The database cannot be reached: connection to server on socket "/run/.s.PGSQL.5432" failed: No such file or directory.
        """)
    #expect(refusal.failure.status == .failed)
  }

  @Test func aServerThatIsStartingMayYetCome() {
    #expect(refusal("connection to server failed: FATAL:  the database system is starting up").mayPass)
    #expect(refusal("connection to server failed: FATAL:  sorry, too many clients already").mayPass)
  }

  @Test(arguments: [
    (#"FATAL:  password authentication failed for user "desk""#, "The database does not accept the user"),
    ("fe_sendauth: no password supplied", "The database does not accept the user"),
    (#"FATAL:  role "desk" does not exist"#, "The database lets this user not in"),
    (#"FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "desk""#, "The database lets this user not in"),
    (#"FATAL:  database "desk" does not exist"#, "The server has no such database"),
  ])
  func whatWaitingCannotMendFailsAtOnce(reason: String, problem: String) {
    let refusal = refusal("connection to server at \"db\" failed: \(reason)")
    #expect(!refusal.mayPass)
    #expect(refusal.failure.problem.hasPrefix(problem))
    #expect(refusal.failure.remedy != nil)
  }

  @Test func anAddressThatMakesNoSenseIsWrongInput() {
    let refusal = refusal("invalid connection option \"hots\"", .invalidConfiguration)
    #expect(refusal.failure.status == .wrongInput)
  }

  @Test func everyAddressOfAHostSaysTheSameOnlyOnce() {
    let refusal = refusal("Connection refused; Connection refused; ")
    #expect(refusal.reason == "Connection refused")
  }
}
