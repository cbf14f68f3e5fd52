import Testing

@testable import LibPQ

@Suite struct ErrorTests {
  private let invalid = PostgresError(
    sqlState: SQLState(rawValue: "22P02"), statement: "write",
    message: "invalid input syntax for type integer: \"Jan Kowalski\"", detail: "Jan Kowalski",
    context: "COPY t, line 1: Jan Kowalski")

  @Test func descriptionsHideData() {
    let violation = PostgresError(
      sqlState: .uniqueViolation, statement: "write",
      message: "duplicate key value violates unique constraint \"t_pkey\"",
      detail: "Key (name)=(Jan Kowalski) already exists.", constraint: "t_pkey", table: "t")
    for error in [invalid, violation] {
      var dumped = ""
      dump(error, to: &dumped)
      let texts = [
        "\(error)", String(describing: error), String(reflecting: error), dumped,
        "\(error as any Error)", "\([error])",
      ]
      for text in texts { #expect(!text.contains("Kowalski")) }
    }
    #expect("\(invalid)" == "22P02, statement write")
    #expect(
      "\(violation)" == "23505: duplicate key value violates unique constraint \"t_pkey\", "
        + "statement write, constraint t_pkey, table t")
  }

  @Test func codesAreMatchedAsPatterns() {
    func name(_ error: any Error) -> String {
      do {
        throw error
      } catch SQLState.serializationFailure {
        return "again"
      } catch ConnectionError.Kind.commitOutcomeUnknown {
        return "look"
      } catch {
        return "other"
      }
    }
    #expect(name(PostgresError(sqlState: .serializationFailure, message: "")) == "again")
    #expect(name(ConnectionError(.commitOutcomeUnknown, "")) == "look")
    #expect(name(invalid) == "other")
    #expect(name(CancellationError()) == "other")
  }

  @Test func someCodesCondemnTheConnection() {
    for code in ["25006", "57P01", "57P02", "57P03", "08006", "08P01"] {
      #expect(SQLState(rawValue: code).condemnsConnection)
    }
    for code in ["57014", "40001", "23505", "25P02"] { #expect(!SQLState(rawValue: code).condemnsConnection) }
  }

  @Test func aCancelledStatementIsATimeoutOnlyWhenTheTimeIsOver() {
    let cancelled = PostgresError(sqlState: .queryCanceled, message: "canceling statement")
    let now = ContinuousClock.now
    #expect(cancelled.timedOut(after: .seconds(60), since: now) == nil)
    #expect(cancelled.timedOut(after: .seconds(60), since: now - .seconds(61))?.kind == .timedOut)
    #expect(invalid.timedOut(after: .zero, since: now) == nil)
  }
}
