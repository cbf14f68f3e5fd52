/// Why a command about the shop's people is not carried out.
package enum HandlerRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Empty, too long, or with characters that are not for a name.
  case nameMissing
  case unusableAddress
  case noLanguage(String)
  case nothingToChange
  case known(String)
  case unknown(String)
  /// Who does something must be on the list, once there is one.
  case notOnTheList(String)
  /// Nobody is listed.
  case noList
  /// Cases would be left with nobody.
  case hasCases(String, Int)
  /// Nobody who is there writes the customer's language.
  case nobodyWrites(String)

  package var description: String {
    switch self {
    case .nameMissing: "a name is one line of at most 100 characters"
    case .unusableAddress: "no mail can be sent to this address"
    case .noLanguage(let word): "\(word) is no language: write pl, ru, en and the like"
    case .nothingToChange: "say what is to be changed"
    case .known(let name): "\(name) is on the list already"
    case .unknown(let name): "\(name) is not on the list of handlers"
    case .notOnTheList(let name): "\(name) is not on the shop's list of handlers"
    case .noList: "nobody is on the list of handlers"
    case .hasCases(let name, let count):
      "\(name) answers for \(count) open case\(count == 1 ? "" : "s"): assign \(count == 1 ? "it" : "them") first"
    case .nobodyWrites(let language): "nobody who is there writes \(language)"
    }
  }
}
