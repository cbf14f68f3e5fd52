import Foundation
package import LibPQ

/// Job arguments as JSON: dates as ISO 8601, keys in order, so that equal arguments are equal text.
package enum ArgumentsCoding {
  /// Of all: to make and set up one for a job took longer than to encode it.
  static let encoder = {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()

  static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }

  package static func decode<Arguments: JobArguments>(_: Arguments.Type, _ json: JSONText) throws -> Arguments
  {
    try decoder().decode(Arguments.self, from: Data(json.rawValue.utf8))
  }

  /// What a worker makes of what was enqueued.
  package static func roundTrip<Arguments: JobArguments>(_ arguments: Arguments) throws -> Arguments {
    try decoder().decode(Arguments.self, from: try encoder.encode(arguments))
  }
}
