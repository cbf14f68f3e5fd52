/// By whose doing something happened to a case.
package enum CaseActor: RawRepresentable, Sendable, Hashable {
  case rules, customer, clock
  /// A member of staff, by the name or id under which the programs know them.
  case person(String)

  /// `rules`, `customer`, `clock`, or `person:` and the name: a member of staff may be called anything.
  package init?(rawValue: String) {
    switch rawValue {
    case "rules": self = .rules
    case "customer": self = .customer
    case "clock": self = .clock
    case _ where rawValue.hasPrefix("person:"): self = .person(String(rawValue.dropFirst(7)))
    default: return nil
    }
  }

  package var rawValue: String {
    switch self {
    case .rules: "rules"
    case .customer: "customer"
    case .clock: "clock"
    case .person(let name): "person:\(name)"
    }
  }
}
