import FullScreen
import Testing

@testable import Reporting

@Suite struct WatchStateTests {
  private let figures = WatchFixtures.figures
  private let window = WatchState.Window(visible: 5, lines: 20)

  private func press(_ keys: Key..., in state: WatchState = WatchState()) -> (WatchState, [WatchState.Action])
  {
    var state = state
    var actions: [WatchState.Action] = []
    for key in keys {
      if let action = state.press(key, on: figures, in: window) { actions.append(action) }
      state.settle(figures, visible: [state.list: 5])
    }
    return (state, actions)
  }

  private func ids(_ state: WatchState) -> [String] { state.rows(state.list, of: figures).map(\.id) }

  @Test func digitsShowOneListAndZeroShowsAll() {
    for list in WatchList.allCases {
      let (state, _) = press(.character(Character("\(list.rawValue)")))
      #expect(state.list == list && state.place == .list)
    }
    #expect(press(.character("6")).0.place == .overview)
    #expect(press(.character("4"), .character("0")).0.places == [.overview])
  }

  @Test func tabGoesRound() {
    #expect(press(.tab).0.list == .workers)
    #expect(press(.backTab).0.list == .failures)
    #expect(press(.tab, .tab, .tab, .tab, .tab).0.list == .queues)
  }

  @Test(
    arguments: [
      ([.down], 1), ([.character("j"), .down, .character("k")], 1), ([.up], 0), ([.pageDown], 5),
      ([.pageDown, .pageUp], 0), ([.end], 29), ([.character("G"), .home], 0), ([.end, .down], 29),
      ([.control("f"), .control("b"), .character("g")], 0),
    ] as [([Key], Int)])
  func theSelectionStaysInTheList(_ keys: [Key], _ index: Int) {
    var (state, _) = press(.character("4"))
    for key in keys { (state, _) = press(key, in: state) }
    #expect(state.current.index == index)
    #expect((state.current.top...state.current.top + 4).contains(index))
  }

  @Test func sortingGoesThroughTheColumnsAndBack() {
    var (state, _) = press(.character("4"), .character("s"))
    #expect(state.current.sort == .init(column: 0, isDescending: false))
    #expect(ids(state).first == "R0000010 internal_target 1")
    (state, _) = press(.character("s"), .character("s"), in: state)
    // Numbers begin with the largest.
    #expect(state.current.sort == .init(column: 2, isDescending: true))
    #expect(ids(state).first == "R0000039 answer 1")
    (state, _) = press(.character("r"), in: state)
    #expect(ids(state).first == "R0000010 internal_target 1")
    #expect(press(.character("S"), in: WatchState()).0.current.sort == .init(column: 9, isDescending: true))
    for _ in figures[.cases].columns { (state, _) = press(.character("s"), in: state) }
    #expect(press(.character("s"), in: WatchState()).0.current.sort != nil)
    var round = WatchState()
    for _ in 0...figures[.queues].columns.count { (round, _) = press(.character("s"), in: round) }
    #expect(round.current.sort == nil)
  }

  @Test func whatWasChosenStaysSelectedWhereverItGoes() {
    var (state, _) = press(.character("4"), .down, .down)
    #expect(ids(state)[state.current.index] == "R0000012 answer 1")
    var list = state.current
    let rows = Array(state.rows(.cases, of: figures).reversed())
    list.settle(rows, visible: 5)
    #expect(rows[list.index].id == "R0000012 answer 1")
    #expect((list.top..<list.top + 5).contains(list.index))
    // It is gone: what has its place is selected.
    list.settle(Array(rows.prefix(3)), visible: 5)
    #expect(list.index == 2)
    list.settle([], visible: 5)
    #expect(list.index == 0)
    // Nobody has chosen: the first stays the first.
    var fresh = WatchListState()
    fresh.settle(rows, visible: 5)
    fresh.settle(Array(rows.dropFirst()), visible: 5)
    #expect(fresh.index == 0)
    (state, _) = press(.character("s"), in: state)
    #expect(state.current.index == 0)
  }

  @Test func aFilterIsTypedKeptAndTakenBack() {
    var (state, actions) = press(
      .character("4"), .character("/"), .character("Q"), .backspace, .character("R"), .character("e"),
      .character("V"))
    #expect(state.isTyping && state.current.filter == "ReV" && actions.isEmpty)
    #expect(ids(state).count == 15)
    (state, actions) = press(.enter, in: state)
    #expect(!state.isTyping && ids(state).count == 15)
    (state, _) = press(.escape, in: state)
    #expect(state.current.filter.isEmpty && state.place == .list)
    (state, _) = press(.character("/"), .character("x"), .escape, in: state)
    #expect(!state.isTyping && state.current.filter.isEmpty)
    (state, _) = press(.character("/"), .character("q"), .control("u"), .up, in: state)
    #expect(state.isTyping && state.current.filter.isEmpty)
  }

  @Test func enterOpensWhatIsSelected() {
    let (story, actions) = press(.character("4"), .down, .enter)
    #expect(story.place == .story("R0000011") && actions == [.open("R0000011")])
    #expect(press(.escape, in: story).0.place == .list)
    #expect(press(.backspace, .escape, in: story).0.place == .overview)
    let (row, _) = press(.character("2"), .enter)
    guard case .row(let worker) = row.place else {
      Issue.record("\(row.place)")
      return
    }
    #expect(worker.id == "1")
  }

  @Test func enterOnAClockShowsItsCases() {
    var (state, actions) = press(.character("3"), .down, .enter)
    #expect(state.list == .cases && state.place == .list && state.clock == "answer" && actions == [.look])
    (state, actions) = press(.escape, in: state)
    #expect(state.clock == nil && actions == [.look])
  }

  @Test func anEmptyListHasNothingToOpen() {
    let (state, actions) = press(.character("4"), .character("/"), .character("~"), .enter, .enter, .down)
    #expect(state.place == .list && actions.isEmpty)
  }

  @Test func textsAreScrolledToTheirEnds() {
    var (state, _) = press(.character("?"))
    #expect(state.place == .help)
    for (key, offset) in [
      (Key.down, 1), (.pageDown, 6), (.end, 15), (.down, 15), (.up, 14), (.home, 0), (.up, 0),
    ] {
      (state, _) = press(key, in: state)
      #expect(state.offset == offset)
    }
    (state, _) = press(.character("?"), .escape, in: state)
    #expect(state.places == [.overview])
  }

  @Test func pauseLookAndQuit() {
    let (paused, actions) = press(.character("p"))
    #expect(paused.isPaused && actions.isEmpty)
    let (again, more) = press(.character("p"), .character(" "), .character("q"), in: paused)
    #expect(!again.isPaused && more == [.look, .look, .quit])
    // Before the first answer.
    var state = WatchState()
    #expect(state.press(.character("q"), on: nil, in: window) == .quit)
    #expect(state.press(.enter, on: nil, in: window) == nil)
  }
}
