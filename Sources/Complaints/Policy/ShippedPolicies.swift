/// The policies that are carried inside the program, as examples to start from and for the demo.
package enum ShippedPolicies {
  /// Their ids, in alphabetical order.
  package static let ids = sources.keys.sorted()

  /// The text of a policy's file; `nil` for an id that is not shipped. Read it with `Policy.read(_:today:)`.
  package static func source(_ id: String) -> String? { sources[id] }

  private static let sources: [String: String] = [
    "pl": PackageResources.pl_yaml, "ru": PackageResources.ru_yaml, "uk": PackageResources.uk_yaml,
  ].mapValues { String(decoding: $0, as: UTF8.self) }
}
