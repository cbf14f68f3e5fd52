import CLibPQ
import Glibc

/// Owns a PGresult. libpq never changes a result once it has been handed out, so threads may share it.
@usableFromInline
final class ResultHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit {
    PQclear(pointer)
  }

  var status: ExecStatusType { PQresultStatus(pointer) }
  var rowCount: Int { Int(PQntuples(pointer)) }
  var columnCount: Int { Int(PQnfields(pointer)) }

  /// What the command says that it did, such as `INSERT 0 3`.
  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  /// Rows inserted, updated, deleted, selected or copied; 0 for commands that count nothing.
  var affected: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

  func columnName(_ column: Int) -> String? {
    PQfname(pointer, Int32(column)).map { String(cString: $0) }
  }

  /// The first column of that name, compared exactly: `PQfnumber` would fold case and copy.
  func column(named name: String) -> Int? {
    name.withCString { wanted in
      (0..<PQnfields(pointer)).first { strcmp(PQfname(pointer, $0), wanted) == 0 }.map(Int.init)
    }
  }

  func type(ofColumn column: Int) -> PostgresType {
    PostgresType(rawValue: PQftype(pointer, Int32(column)))
  }

  /// The bytes of one value, which are there for as long as the result; `nil` for NULL.
  func value(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    if PQgetisnull(pointer, Int32(row), Int32(column)) != 0 { return nil }
    let length = Int(PQgetlength(pointer, Int32(row), Int32(column)))
    return UnsafeRawBufferPointer(start: PQgetvalue(pointer, Int32(row), Int32(column)), count: length)
  }
}

extension PostgresError {
  init(_ result: ResultHandle) {
    self.init(result.pointer)
  }

  /// What the server reported in a result of status FATAL_ERROR, or in a notice.
  init(_ result: OpaquePointer) {
    func field(_ code: Character) -> String? {
      PQresultErrorField(result, Int32(code.asciiValue!)).map { String(cString: $0) }
    }
    self.init(
      // A report without a code is libpq's own: the connection broke.
      sqlState: field("C").map { SQLState($0) } ?? SQLState("08006"),
      message: field("M") ?? "the connection to the server broke",
      severity: field("V") ?? field("S") ?? "FATAL",
      detail: field("D"), hint: field("H"), context: field("W"), constraint: field("n"),
      schema: field("s"), table: field("t"), column: field("c"), dataType: field("d"),
      position: field("P").flatMap { Int($0) })
  }
}
