package import LibPQ

extension Statement {
  /// A statement whose text is a file of a module's `sql` folder, as SwiftPM embeds it.
  package init(_ name: String, file bytes: [UInt8]) {
    self.init(name, String(decoding: bytes, as: UTF8.self))
  }
}
