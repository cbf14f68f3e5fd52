extension String {
  /// A word of the tables as people write it: `late_delivery` as `late delivery`, `reject:misuse` as `reject: misuse`.
  var spaced: String {
    replacing("_", with: " ").replacing(/([a-z]):([a-z])/) { "\($0.1): \($0.2)" }
  }
}
