import Foundation
import FullScreen
package import Monitoring
import Programs

/// The live view at work: takes what happens (keys, signals, answers, the passing of time) one after the other, lets the scene decide, and
/// draws it. Asks the database one question at a time.
package actor WatchDesk {
  /// What a case is told with; `nil`: there is no such case.
  package typealias Teller = @Sendable (Monitor, _ reference: String) async throws -> Page?

  private enum Event: Sendable {
    case terminal(TerminalSession.Event)
    case looked(Result<Look, any Error>)
    case read(String, Result<Page?, any Error>)
    /// It is time to look again.
    case due
    /// A second has passed.
    case tick
  }

  private struct Look: Sendable {
    let status: StatusReport
    let levels: ServiceLevelReport
    let server: String
  }

  private let monitor: Monitor
  private let every: Duration
  private let teller: Teller
  private let session: TerminalSession
  private let events: AsyncStream<Event>
  private let sender: AsyncStream<Event>.Continuation
  private var scene: WatchScene
  private var history = WatchHistory()
  /// The question that is under way, since when.
  private var asking: (task: Task<Void, Never>, since: ContinuousClock.Instant)?
  private var isLookWanted = true
  private var wantedCase: String?
  private var lookedAt: ContinuousClock.Instant?
  private var pause: Task<Void, Never>?

  private static let listed = 200

  /// Takes the terminal over.
  ///
  /// - Parameter every: from the beginning of one look to that of the next.
  /// - Throws: `Failure` when standard input and output are no terminal that can be drawn on.
  package init(
    _ monitor: Monitor, every: Duration,
    teller: @escaping Teller = WatchDesk.story
  ) throws {
    let traits = try Self.traits()
    let (events, sender) = AsyncStream<Event>.makeStream()
    do {
      session = try TerminalSession(hasColour: traits.hasColour) { sender.yield(.terminal($0)) }
    } catch {
      throw Self.notATerminal
    }
    (self.monitor, self.every, self.teller, self.events, self.sender) = (
      monitor, every, teller, events, sender
    )
    scene = WatchScene(every: every / .seconds(1), size: session.size, isUnicode: traits.isUnicode)
  }

  private static let story: Teller = { monitor, reference in
    do { return Page(try await monitor.story(of: reference)) } catch is Unknown { return nil }
  }

  /// - Throws: `Failure` where nothing can be drawn, before anybody waits for a database.
  package static func requireTerminal() throws { _ = try traits() }

  /// What can be drawn on the terminal.
  private static func traits() throws(Failure) -> TerminalTraits {
    let environment = ProcessInfo.processInfo.environment
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw notATerminal }
    guard let traits = TerminalTraits(environment, terminfo: { Terminfo.entry(of: $0, environment) }) else {
      throw .wrongInput(
        "Nothing can be drawn on this terminal: TERM is \(environment["TERM"] ?? "not set").",
        remedy: "Set TERM as your terminal is called, or use: redress-monitor status")
    }
    return traits
  }

  private static let notATerminal = Failure.wrongInput(
    "watch draws on a terminal, and this is none.", remedy: "For a pipe or a file use: redress-monitor status"
  )

  /// Returns when the person has had enough or the process is told to end; the terminal is as it was.
  package func run() async {
    let ticks = Task { [sender] in
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        sender.yield(.tick)
      }
    }
    defer {
      ticks.cancel()
      pause?.cancel()
      asking?.task.cancel()
      session.close()
    }
    ask()
    draw()
    for await event in events {
      guard handle(event) else { return }
      ask()
      draw()
    }
  }

  /// - Returns: whether to go on.
  private func handle(_ event: Event) -> Bool {
    switch event {
    case .terminal(.ended): return false
    case .terminal(.suspended): session.suspend()
    case .terminal(.resumed): session.resume()
    case .terminal(.resized), .tick: break
    case .terminal(.key(let key)):
      switch scene.press(key) {
      case .quit: return false
      case .look: isLookWanted = true
      case .open(let reference): wantedCase = reference
      case nil: break
      }
    case .due: if !scene.state.isPaused { isLookWanted = true }
    case .looked(let result): take(result)
    case .read(let reference, let result): take(result, of: reference)
    }
    return true
  }

  // MARK: - Asking

  /// Begins the next question, when none is under way.
  private func ask() {
    guard asking == nil else { return }
    let monitor = monitor
    if let reference = wantedCase {
      wantedCase = nil
      begin { [teller] in .read(reference, await Self.result { try await teller(monitor, reference) }) }
    } else if isLookWanted {
      isLookWanted = false
      pause?.cancel()
      let filter = ClockFilter(named: scene.state.clock, limit: Self.listed)
      begin {
        .looked(
          await Self.result {
            Look(
              status: try await monitor.status(), levels: try await monitor.serviceLevels(filter),
              server: try await monitor.serverName())
          })
      }
    }
  }

  private func begin(_ question: @escaping @Sendable () async -> Event) {
    let task = Task { [sender] in
      let answer = await question()
      sender.yield(answer)
    }
    asking = (task, .now)
  }

  private static func result<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  private func take(_ result: Result<Look, any Error>) {
    let took = asking!.since.duration(to: .now)
    asking = nil
    switch result {
    case .success(let look):
      history.add(look.status)
      scene.figures = WatchFigures(look.status, look.levels, history, server: look.server)
      scene.link.failure = nil
      scene.link.took = took / .seconds(1)
      lookedAt = .now
    case .failure(let error): scene.link.failure = Explanation.of(error).problem
    }
    if case .story(let reference) = scene.state.place { wantedCase = reference }
    let rest = WatchPace.pause(after: took, every: every)
    pause = Task { [sender] in
      try? await Task.sleep(for: rest)
      if !Task.isCancelled { sender.yield(.due) }
    }
  }

  /// The answer to a question that nobody asks any more is dropped.
  private func take(_ result: Result<Page?, any Error>, of reference: String) {
    asking = nil
    guard scene.state.place == .story(reference) else { return }
    switch result {
    case .success(let page?): scene.story = .page(page)
    case .success(nil): scene.story = .failed("There is no case \(reference).")
    case .failure(let error):
      // What is there is better than nothing; the line above says that there is no answer.
      if case .page = scene.story { break }
      scene.story = .failed(Explanation.of(error).problem)
    }
  }

  private func draw() {
    scene.size = session.size
    scene.link.age = lookedAt.map { $0.duration(to: .now) / .seconds(1) }
    scene.link.waited = asking.map { $0.since.duration(to: .now) / .seconds(1) }
    session.show(scene.screen())
  }
}
