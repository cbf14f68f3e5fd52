/// PostgreSQL's binary formats are big-endian throughout.

extension Array where Element == UInt8 {
  /// Appends an integer in network byte order.
  mutating func appendBigEndian<Value: FixedWidthInteger>(_ value: Value) {
    Swift.withUnsafeBytes(of: value.bigEndian) { self.append(contentsOf: $0) }
  }

  /// Replaces four bytes, for a length that is known only after what it measures was written.
  mutating func setBigEndian(_ value: Int32, at offset: Int) {
    Swift.withUnsafeBytes(of: value.bigEndian) { bytes in
      for index in 0..<4 { self[offset + index] = bytes[index] }
    }
  }
}

extension RawSpan {
  /// The integer in network byte order at an offset; the caller has checked that it is there.
  func bigEndian<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type, at offset: Int = 0) -> Value {
    Value(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self))
  }

  /// Refuses a value whose length is not what its type prescribes (a broken server or proxy).
  func expect(byteCount: Int) throws(PostgresDecodingError) {
    guard self.byteCount == byteCount else {
      throw PostgresDecodingError("\(self.byteCount) bytes came where \(byteCount) were expected")
    }
  }
}
