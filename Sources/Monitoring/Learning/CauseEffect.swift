/// What a change did to the complaints that it was made against, from 1 (nothing, or worse) to 10 (there are none any more).
///
/// It is reckoned, never stated: from the complaints of the cause in as many days after the change as before it, per order
/// that the shop had in those days, or per day where no orders are known on either side. That the change was what did it,
/// no number can say.
package struct CauseEffect: Sendable, Hashable, Encodable {
  /// The days on one side of a change.
  package struct Span: Sendable, Hashable, Encodable {
    package let cases: Int64
    package let orders: Int64

    package init(cases: Int64, orders: Int64) {
      self.cases = cases
      self.orders = orders
    }
  }

  /// Days on either side: with fewer it is too early to say anything, with more other things have changed too.
  package static let shortest = 14
  package static let longest = 90

  package let before: Span
  package let after: Span
  package let days: Int
  /// 1 to 10.
  package let mark: Int

  /// `nil` while it is too early, and where there was nothing to be better than.
  package init?(before: Span, after: Span, days: Int) {
    guard days >= CauseEffect.shortest, before.cases > 0 else { return nil }
    self.before = before
    self.after = after
    self.days = days
    let isPerOrder = before.orders > 0 && after.orders > 0
    let exposure = isPerOrder ? Double(before.orders) / Double(after.orders) : 1
    let left = Double(after.cases) / Double(before.cases) * exposure
    mark = 1 + Int((9 * max(0, 1 - left)).rounded())
  }
}
