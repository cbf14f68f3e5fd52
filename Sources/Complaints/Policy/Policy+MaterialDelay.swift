extension MaterialDelay {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let days = section.required("days", .integer(1...3650))
    let categories = section.optionalSection("categories").map { MaterialDelay.categories($0) }
    guard let days else { return nil }
    self.init(days: days, byCategory: categories ?? [:])
  }

  /// Keys are the shop's words for its product categories, values days.
  private static func categories(_ section: PolicySection) -> [String: Int] {
    defer { section.finish() }
    var categories: [String: Int] = [:]
    for name in section.keys { categories[name] = section.required(name, .integer(1...3650)) }
    return categories
  }
}

extension PolicyScalar where Value == MaterialDelay {
  /// A number of days for whatever was bought, or the word for what the policy says of product categories.
  static func delay(material: MaterialDelay?) -> Self {
    let days = PolicyScalar<Int>.integer(1...3650)
    let word = material == nil ? "the word material with a section material_delay" : "the word material"
    return PolicyScalar(expectation: "\(days.expectation), or \(word)") { text in
      text == "material" ? material : days.parse(text).map { MaterialDelay(days: $0, byCategory: [:]) }
    }
  }
}
