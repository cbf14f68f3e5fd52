import FullScreen

/// All that decides what is on the screen: where the person is, what was read, and how it stands with the database. Pure.
struct WatchScene: Sendable {
  /// A case that was asked for.
  enum Story: Sendable {
    case reading
    case page(Page)
    case failed(String)
  }

  var state = WatchState()
  var figures: WatchFigures?
  var link: WatchLink
  var story = Story.reading
  var size: Screen.Size
  let isUnicode: Bool

  init(every: Double, size: Screen.Size, isUnicode: Bool) {
    link = WatchLink(every: every)
    self.size = size
    self.isUnicode = isUnicode
  }

  mutating func press(_ key: Key) -> WatchState.Action? {
    settle()
    let action = state.press(key, on: figures, in: window)
    if case .open = action { story = .reading }
    return action
  }

  mutating func screen() -> Screen {
    settle()
    var painter = WatchPainter(self)
    return painter.screen()
  }

  var layout: WatchLayout { WatchLayout(self) }

  /// The text that is shown instead of lists; `nil` where lists are.
  var text: WatchText? {
    switch state.place {
    case .overview, .list: nil
    case .help: .help(width: size.columns)
    case .row(let row): .row(row, figures?[state.list].columns ?? [], width: size.columns)
    case .story(let reference): .story(story, of: reference, width: size.columns)
    }
  }

  private var window: WatchState.Window {
    guard let text else {
      return WatchState.Window(visible: layout.panels.first { $0.list == state.list }?.rows ?? 1, lines: 0)
    }
    return WatchState.Window(visible: layout.textRows.count, lines: text.lines.count)
  }

  private mutating func settle() {
    if let figures {
      let visible = Dictionary(uniqueKeysWithValues: layout.panels.map { ($0.list, $0.rows) })
      state.settle(figures, visible: visible)
    }
    if text != nil { state.settle(window) }
  }
}
