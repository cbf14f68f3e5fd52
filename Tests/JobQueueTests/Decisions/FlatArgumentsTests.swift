import Foundation
import LibPQ
import Testing

@testable import JobQueue

/// The reader of plain arguments says the same as Foundation's decoder, or nothing.
struct FlatArgumentsTests {
  enum Colour: String, Codable { case red, green }

  /// Coded as the bare number.
  struct Identifier: Codable, Hashable {
    var number: Int64

    init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int64.self) }
    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(number)
    }
  }

  struct Plain: Codable, Hashable {
    var id: Identifier
    var name: String
    var colour: Colour?
    var count: UInt8?
    var isUrgent: Bool?
  }

  static func foundation<Value: Decodable>(_: Value.Type, _ json: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(Value.self, from: Data(json.utf8))
  }

  @Test(arguments: [
    #"{"id": 1, "name": ""}"#,
    #"{"id": -999999999999999999, "name": "Łódź 🦆", "colour": "red", "count": 255, "isUrgent": true}"#,
    #"{"id": 0, "name": "n", "colour": null, "count": null, "isUrgent": false}"#,
    #"{"name":"close","id":-7,"count":0,"more":null,"and more":"x"}"#,
    " {\t\"id\" :\r\n 12 , \"name\" : \"spaces\" } \n",
  ]) func `plain arguments are read as Foundation reads them`(json: String) throws {
    #expect(try FlatArguments.read(Plain.self, from: JSONText(json)) == Self.foundation(Plain.self, json))
  }

  @Test(arguments: [
    #"{"id": 1, "name": "an \"escape\""}"#, #"{"id": 1, "\u006eame": "an escape"}"#,
    #"{"id": 1.0, "name": "n"}"#, #"{"id": 1e2, "name": "n"}"#, #"{"id": 01, "name": "n"}"#,
    #"{"id": 1000000000000000000, "name": "n"}"#, #"{"id": -, "name": "n"}"#,
    #"{"id": 1, "name": "n", "count": 256}"#, #"{"id": 1, "name": "n", "count": -1}"#,
    #"{"id": 1, "name": "n", "colour": "blue"}"#, #"{"id": 1, "name": "n", "isUrgent": 1}"#,
    #"{"id": 1, "name": "n", "more": {}}"#, #"{"id": 1, "name": "n", "more": []}"#,
    #"{"id": 1}"#, #"{"id": null, "name": "n"}"#, #"{"id": "1", "name": "n"}"#, #"{"id": 1, "name": 2}"#,
    "{\"id\": 1, \"name\": \"a tab:\t\"}", #"{"id": 1, "name": "n"},"#, #"{"id": 1, "name": "n",}"#,
    #"{"id": 1 "name": "n"}"#, #"[{"id": 1, "name": "n"}]"#, "null", "", "{", #"{"id": trUE, "name": "n"}"#,
  ]) func `what is not plain, or wrong, is left to Foundation`(json: String) {
    #expect(throws: FlatArguments.NotFlat.self) { try FlatArguments.read(Plain.self, from: JSONText(json)) }
  }

  @Test func `a document that ends too soon is not read, wherever it ends`() {
    let whole = #"{"id": 12, "name": "n", "isUrgent": true, "colour": null}"#
    for length in 0..<whole.utf8.count {
      let part = String(decoding: whole.utf8.prefix(length), as: UTF8.self)
      #expect(throws: FlatArguments.NotFlat.self) { try FlatArguments.read(Plain.self, from: JSONText(part)) }
    }
  }

  struct Particular: Codable {
    var date: Date?
    var data: Data?
    var link: URL?
    var amount: Decimal?
    var ratio: Double?
  }

  @Test(arguments: [
    #"{"date": "2026-03-01T10:00:00Z"}"#, #"{"data": "AAEC"}"#, #"{"link": "https://example.org"}"#,
    #"{"amount": 12}"#, #"{"ratio": 1}"#,
  ]) func `types that Foundation reads in its own way are left to it`(json: String) throws {
    _ = try Self.foundation(Particular.self, json)
    #expect(throws: FlatArguments.NotFlat.self) {
      try FlatArguments.read(Particular.self, from: JSONText(json))
    }
  }

  /// Takes any error for "there is none".
  struct Forgiving: Decodable, Hashable {
    var date: Date?

    enum CodingKeys: CodingKey { case date }

    init(from decoder: any Decoder) throws {
      date = try? decoder.container(keyedBy: CodingKeys.self).decode(Date.self, forKey: .date)
    }
  }

  @Test func `a type that hides errors is not misled`() throws {
    let json = #"{"date": "2026-03-01T10:00:00Z"}"#
    #expect(try Self.foundation(Forgiving.self, json).date != nil)
    #expect(throws: FlatArguments.NotFlat.self) {
      try FlatArguments.read(Forgiving.self, from: JSONText(json))
    }
  }
}
