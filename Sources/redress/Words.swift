extension String {
  /// A word of the tables as people write it: `late_delivery` as `late delivery`.
  var spaced: String { split(separator: "_").joined(separator: " ") }
}
