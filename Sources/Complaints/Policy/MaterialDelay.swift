/// From how many days late on a delay is material, so that the customer may refuse the goods (S14). It depends
/// on what was bought: one day for food, weeks for furniture.
package struct MaterialDelay: Sendable, Hashable {
  /// For goods of no category that is named here.
  package let days: Int
  /// By the shop's own words for its product categories.
  package let byCategory: [String: Int]

  /// For an order: the shortest of its items', because the one that spoils decides. Without items, the common
  /// number.
  package func threshold(for items: [OrderSnapshot.Item]) -> Int {
    items.map { item in item.category.flatMap { byCategory[$0] } ?? days }.min() ?? days
  }
}
