import FullScreen

/// Where a person is in the live view, and what each key does there. Pure.
struct WatchState: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    /// All lists, one of them the current one.
    case overview
    /// The current list alone.
    case list
    /// All that is known of one row.
    case row(WatchTable.Row)
    /// A case, by its reference.
    case story(String)
    case help
  }

  /// What whoever holds the state has to do after a key.
  enum Action: Sendable, Hashable {
    case quit
    /// Look at the desk now.
    case look
    /// Read this case.
    case open(String)
  }

  /// What is on the screen, as far as keys depend on it.
  struct Window: Sendable, Hashable {
    /// Rows of the current list, or lines of the text, that fit.
    let visible: Int
    /// Lines of the text where one is shown.
    let lines: Int
  }

  private(set) var list = WatchList.queues
  /// The way here; the last one is where one is.
  private(set) var places: [Place] = [.overview]
  private(set) var lists: [WatchList: WatchListState] = [:]
  /// The clock whose cases are listed; `nil`: all commitments.
  private(set) var clock: String?
  /// The filter is being typed.
  private(set) var isTyping = false
  private(set) var isPaused = false
  /// The first line of a text that is shown.
  private(set) var offset = 0

  var place: Place { places.last! }
  var current: WatchListState { self[list] }

  private(set) subscript(list: WatchList) -> WatchListState {
    get { lists[list] ?? WatchListState() }
    set { lists[list] = newValue }
  }

  func rows(_ list: WatchList, of figures: WatchFigures) -> [WatchTable.Row] {
    figures[list].arranged(self[list].sort, filter: self[list].filter)
  }

  /// - Parameters:
  ///   - figures: what is shown; `nil` before the first look.
  ///   - window: what of it is on the screen.
  mutating func press(_ key: Key, on figures: WatchFigures?, in window: Window) -> Action? {
    if isTyping { return type(key) }
    switch key {
    case .character("q"): return .quit
    case .character("p"):
      isPaused.toggle()
      return isPaused ? nil : .look
    case .character(" "): return .look
    case .character("?"), .character("h"), .function(1):
      if place != .help { go(to: .help) }
    case .character("0"): return show(.overview)
    case .character(let digit) where digit.wholeNumberValue.flatMap(WatchList.init) != nil:
      list = WatchList(rawValue: digit.wholeNumberValue!)!
      return show(.list)
    case .escape, .backspace: return goBack(from: key)
    default:
      switch place {
      case .overview, .list: return pressInList(key, figures, window)
      case .row, .story, .help: scroll(key, window)
      }
    }
    return nil
  }

  /// Fits selection and part of each list to what is there and what fits.
  mutating func settle(_ figures: WatchFigures, visible: [WatchList: Int]) {
    for (list, visible) in visible { self[list].settle(rows(list, of: figures), visible: visible) }
  }

  /// The text is not longer than it is.
  mutating func settle(_ window: Window) { offset = max(0, min(offset, window.lines - window.visible)) }

  private mutating func pressInList(_ key: Key, _ figures: WatchFigures?, _ window: Window) -> Action? {
    switch key {
    case .tab: list = list.next(1)
    case .backTab: list = list.next(-1)
    case .character("/"): isTyping = true
    default:
      guard let figures else { return nil }
      let rows = rows(list, of: figures)
      switch key {
      case .character("s"): self[list].sortByNext(1, of: figures[list])
      case .character("S"): self[list].sortByNext(-1, of: figures[list])
      case .character("r"): self[list].turn()
      case .enter:
        guard rows.indices.contains(current.index) else { return nil }
        return open(rows[current.index])
      default:
        if let step = Self.step(key, page: window.visible) { self[list].move(by: step, in: rows) }
      }
    }
    return nil
  }

  private mutating func open(_ row: WatchTable.Row) -> Action? {
    if let reference = row.reference {
      go(to: .story(reference))
      return .open(reference)
    }
    if list == .clocks {
      (list, clock) = (.cases, row.id)
      self[.cases].start()
      go(to: .list)
      return .look
    }
    go(to: .row(row))
    return nil
  }

  private mutating func scroll(_ key: Key, _ window: Window) {
    guard let step = Self.step(key, page: window.visible) else { return }
    offset = max(0, min(window.lines - window.visible, offset + step))
  }

  private mutating func type(_ key: Key) -> Action? {
    switch key {
    case .enter: isTyping = false
    case .escape:
      isTyping = false
      self[list].filter = ""
    case .backspace: self[list].filter = String(self[list].filter.dropLast())
    case .control("u"): self[list].filter = ""
    case .character(let character): self[list].filter.append(character)
    default: return nil
    }
    self[list].start()
    return nil
  }

  private mutating func show(_ place: Place) -> Action? {
    places = place == .overview ? [.overview] : [.overview, place]
    offset = 0
    return forgetClock()
  }

  private mutating func go(to place: Place) {
    places.append(place)
    offset = 0
  }

  /// A filter goes first, as it is what hides the rest.
  private mutating func goBack(from key: Key) -> Action? {
    let isList = place == .overview || place == .list
    if isList, !current.filter.isEmpty, key == .escape {
      self[list].filter = ""
      self[list].start()
      return nil
    }
    guard places.count > 1 else { return nil }
    places.removeLast()
    offset = 0
    return isList ? forgetClock() : nil
  }

  /// All cases are listed again.
  private mutating func forgetClock() -> Action? {
    guard clock != nil else { return nil }
    clock = nil
    self[.cases].start()
    return .look
  }

  /// How far a key goes; ends are further than anything.
  private static func step(_ key: Key, page: Int) -> Int? {
    let far = 1_000_000
    return switch key {
    case .up, .character("k"): -1
    case .down, .character("j"): 1
    case .pageUp, .control("b"): -max(1, page)
    case .pageDown, .control("f"): max(1, page)
    case .home, .character("g"): -far
    case .end, .character("G"): far
    default: nil
    }
  }
}
