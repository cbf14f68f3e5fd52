/// What the keys of the live view do, for its page of help and `--help`.
package enum WatchKeys {
  package static let help: [(keys: String, what: String)] = [
    ("1 2 3 4 5", "only the queues, workers, clocks, cases, failures"),
    ("0", "all of them"),
    ("Tab, Shift-Tab", "the next list, the one before"),
    ("Up Down, k j", "the row above, below; PgUp, PgDn, Home, End (or g, G) go further"),
    ("Enter", "opens the case; of a clock its cases; of anything else all that is known of it"),
    ("Esc, Backspace", "back"),
    ("/", "shows only rows with a text; Esc shows all again"),
    ("s, S", "sorts by the next column, the one before"),
    ("r", "turns the order round"),
    ("p", "stops looking and goes on"),
    ("Space", "looks now"),
    ("?, h, F1", "this page"),
    ("q, Ctrl-C", "ends"),
  ]

  /// The most needed first: a narrow window cuts the others.
  static let short = [
    "? help", "q quit", "1-5 lists", "Enter open", "/ filter", "s sort", "r turn", "p pause", "Tab next",
    "0 all",
  ]
}
