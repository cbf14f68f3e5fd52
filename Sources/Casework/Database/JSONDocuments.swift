import Complaints
package import LibPQ

extension JSONText {
  /// A value as a document of the database; see `DomainJSON`.
  package init(encoding value: some Encodable) throws {
    self.init(try DomainJSON.encode(value))
  }

  /// Reads back what `init(encoding:)` wrote.
  package func decoded<Value: Decodable>(as _: Value.Type = Value.self) throws -> Value {
    try DomainJSON.decode(Value.self, from: rawValue)
  }
}
