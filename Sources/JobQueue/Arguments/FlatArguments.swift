import LibPQ

/// Reads the arguments of jobs that are one flat JSON object of integers, texts, booleans and nulls, as those of nearly all jobs
/// are. Foundation's decoder takes five times as long, and was the largest part of what a worker spends on a small job.
///
/// Nothing that it reads is in doubt, and it never says what is wrong: whatever is not plain (an escape in a text, a fraction, a date,
/// an object within the object, a key that is not there, an integer that does not fit) is left to Foundation's decoder. A type that takes
/// an error for an answer (`try?`) does not hide that: doubt that was raised once stays.
enum FlatArguments {
  /// Not for this reader.
  struct NotFlat: Error {}

  static func read<Arguments: Decodable>(
    _: Arguments.Type, from arguments: JSONText
  ) throws(NotFlat) -> Arguments {
    guard let object = FlatObject(arguments.rawValue) else { throw NotFlat() }
    let doubt = Doubt()
    guard let read = try? Arguments(from: ObjectDecoder(object: object, doubt: doubt)), !doubt.isRaised
    else { throw NotFlat() }
    return read
  }
}

/// Raised as soon as something is asked for that is not plain. Shared by the decoders of one document.
private final class Doubt {
  private(set) var isRaised = false

  func raise() -> FlatArguments.NotFlat {
    isRaised = true
    return FlatArguments.NotFlat()
  }
}

extension FlatObject.Value {
  fileprivate func integer<Integer: FixedWidthInteger>(_ doubt: Doubt) throws -> Integer {
    guard case .integer(let value) = self, let integer = Integer(exactly: value) else { throw doubt.raise() }
    return integer
  }

  fileprivate func text(_ doubt: Doubt) throws -> String {
    guard case .text(let text) = self else { throw doubt.raise() }
    return text
  }

  fileprivate func boolean(_ doubt: Doubt) throws -> Bool {
    guard case .boolean(let boolean) = self else { throw doubt.raise() }
    return boolean
  }

  fileprivate var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

private struct ObjectDecoder: Decoder {
  let object: FlatObject
  let doubt: Doubt

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(ObjectContainer<Key>(object: object, doubt: doubt))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw doubt.raise() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw doubt.raise() }
}

private struct ObjectContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: FlatObject
  let doubt: Doubt

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { object.members.compactMap { Key(stringValue: $0.name) } }

  private func value(_ key: Key) throws -> FlatObject.Value {
    guard let value = object[key.stringValue] else { throw doubt.raise() }
    return value
  }

  func contains(_ key: Key) -> Bool { object[key.stringValue] != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }
  func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try value(key).boolean(doubt) }
  func decode(_: String.Type, forKey key: Key) throws -> String { try value(key).text(doubt) }
  func decode(_: Double.Type, forKey key: Key) throws -> Double { throw doubt.raise() }
  func decode(_: Float.Type, forKey key: Key) throws -> Float { throw doubt.raise() }
  func decode(_: Int.Type, forKey key: Key) throws -> Int { try value(key).integer(doubt) }
  func decode(_: Int8.Type, forKey key: Key) throws -> Int8 { try value(key).integer(doubt) }
  func decode(_: Int16.Type, forKey key: Key) throws -> Int16 { try value(key).integer(doubt) }
  func decode(_: Int32.Type, forKey key: Key) throws -> Int32 { try value(key).integer(doubt) }
  func decode(_: Int64.Type, forKey key: Key) throws -> Int64 { try value(key).integer(doubt) }
  func decode(_: Int128.Type, forKey key: Key) throws -> Int128 { try value(key).integer(doubt) }
  func decode(_: UInt.Type, forKey key: Key) throws -> UInt { try value(key).integer(doubt) }
  func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 { try value(key).integer(doubt) }
  func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 { try value(key).integer(doubt) }
  func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 { try value(key).integer(doubt) }
  func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 { try value(key).integer(doubt) }
  func decode(_: UInt128.Type, forKey key: Key) throws -> UInt128 { try value(key).integer(doubt) }

  func decode<Value: Decodable>(_: Value.Type, forKey key: Key) throws -> Value {
    try Value(from: ValueDecoder(value: value(key), doubt: doubt))
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy _: Nested.Type, forKey _: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    throw doubt.raise()
  }

  func nestedUnkeyedContainer(forKey _: Key) throws -> any UnkeyedDecodingContainer { throw doubt.raise() }
  func superDecoder() throws -> any Decoder { throw doubt.raise() }
  func superDecoder(forKey _: Key) throws -> any Decoder { throw doubt.raise() }
}

/// For a member whose type is a name for a plain one, such as an enumeration or an identifier. Date, URL, Data and Decimal are
/// not: they ask for what raises doubt.
private struct ValueDecoder: Decoder, SingleValueDecodingContainer {
  let value: FlatObject.Value
  let doubt: Doubt

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw doubt.raise()
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw doubt.raise() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { value.isNull }
  func decode(_: Bool.Type) throws -> Bool { try value.boolean(doubt) }
  func decode(_: String.Type) throws -> String { try value.text(doubt) }
  func decode(_: Double.Type) throws -> Double { throw doubt.raise() }
  func decode(_: Float.Type) throws -> Float { throw doubt.raise() }
  func decode(_: Int.Type) throws -> Int { try value.integer(doubt) }
  func decode(_: Int8.Type) throws -> Int8 { try value.integer(doubt) }
  func decode(_: Int16.Type) throws -> Int16 { try value.integer(doubt) }
  func decode(_: Int32.Type) throws -> Int32 { try value.integer(doubt) }
  func decode(_: Int64.Type) throws -> Int64 { try value.integer(doubt) }
  func decode(_: Int128.Type) throws -> Int128 { try value.integer(doubt) }
  func decode(_: UInt.Type) throws -> UInt { try value.integer(doubt) }
  func decode(_: UInt8.Type) throws -> UInt8 { try value.integer(doubt) }
  func decode(_: UInt16.Type) throws -> UInt16 { try value.integer(doubt) }
  func decode(_: UInt32.Type) throws -> UInt32 { try value.integer(doubt) }
  func decode(_: UInt64.Type) throws -> UInt64 { try value.integer(doubt) }
  func decode(_: UInt128.Type) throws -> UInt128 { try value.integer(doubt) }
  func decode<Value: Decodable>(_: Value.Type) throws -> Value { try Value(from: self) }
}
