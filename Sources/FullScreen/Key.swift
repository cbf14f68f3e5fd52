/// A key that was pressed, as far as terminals tell.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// With Ctrl, as a small letter. Ctrl-H, I, J and M are backspace, tab and enter: a terminal sends the same for both.
  case control(Character)
  case function(Int)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
}
