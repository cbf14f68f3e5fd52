/// The statements that one connection has prepared on its server.
///
/// A statement is known by its name, its text *and* the types of its parameters. A statement counts as
/// prepared from the moment that its preparation is sent, so that the units behind it need not wait for the
/// answer; if it fails, they fail too, and are sent again.
struct PreparedStatements {
  struct Key: Hashable {
    let statement: Statement
    let types: [UInt32]
  }

  enum Lookup: Equatable {
    case prepared(name: String)
    case mustPrepare(name: String)
    /// Run it without a name: the mode is off, or there are too many already.
    case unnamed
  }

  /// Beyond this, statements run unnamed: somebody makes SQL at run time, and each name would hold a plan
  /// in the server's memory for as long as the connection lives.
  let limit: Int
  private var names: [Key: String] = [:]
  private var lastNumber = 0

  init(limit: Int) {
    self.limit = limit
  }

  var count: Int { names.count }

  mutating func lookUp(_ statement: EncodedStatement) -> Lookup {
    guard limit > 0 else { return .unnamed }
    let key = Key(statement: statement.statement, types: statement.types)
    if let name = names[key] { return .prepared(name: name) }
    guard names.count < limit else { return .unnamed }
    lastNumber += 1
    // Never a name twice: the server may still hold the old one. The number comes first, because the
    // server cuts names at 63 bytes.
    let name = "s\(lastNumber)_\(statement.statement.name)"
    names[key] = name
    return .mustPrepare(name: name)
  }

  mutating func forget(name: String) {
    names = names.filter { $0.value != name }
  }
}
