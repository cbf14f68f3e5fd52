import Foundation

/// The worker processes.
actor Fleet {
  private var members: [Process] = []
  private var ignorant: Set<Int32> = []
  private var frozen: Set<Int32> = []
  private var started = 0
  private let folder: URL
  private let arguments: [String]
  private(set) var died = 0

  /// - Parameter folder: where the workers' logs go.
  init(folder: URL, arguments: [String]) {
    self.folder = folder
    self.arguments = arguments
  }

  func start(knowingStrangers: Bool) throws {
    started += 1
    let log = folder.appending(path: "worker-\(started).log")
    try Data().write(to: log)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["worker"] + arguments + (knowingStrangers ? ["--knows-strangers"] : [])
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = process.standardOutput
    try process.run()
    members.append(process)
    if !knowingStrangers { ignorant.insert(process.processIdentifier) }
  }

  /// Forgets those that have ended. Returns how many.
  func bury() -> Int {
    let dead = members.filter { !$0.isRunning }
    members.removeAll { !$0.isRunning }
    died += dead.count
    return dead.count
  }

  var count: Int { members.count }

  /// To one of them; `fraction` says which.
  func send(_ signal: Int32, to fraction: Double) -> Int32? {
    guard !members.isEmpty else { return nil }
    let process = members[Int(fraction * Double(members.count))].processIdentifier
    kill(process, signal)
    if signal == SIGSTOP { frozen.insert(process) }
    return process
  }

  /// A number that was not frozen by `send`, or that has ended since, is left alone.
  func wake(_ process: Int32) {
    guard frozen.remove(process) != nil else { return }
    if members.contains(where: { $0.processIdentifier == process && $0.isRunning }) { kill(process, SIGCONT) }
  }

  /// Asks those to end that would go on handing strangers back.
  func retireTheIgnorant() {
    for process in members where process.isRunning && ignorant.contains(process.processIdentifier) {
      process.terminate()
    }
  }

  func wakeAll() { for process in frozen { wake(process) } }

  /// Asks all to end; returns those that had not after `patience`, and kills them.
  func stop(patience: Duration) async -> [Int32] {
    for process in members where process.isRunning { process.terminate() }
    let limit = ContinuousClock.now + patience
    while members.contains(where: \.isRunning), ContinuousClock.now < limit {
      try? await Task.sleep(for: .milliseconds(100))
    }
    let late = members.filter(\.isRunning).map(\.processIdentifier)
    for process in late { kill(process, SIGKILL) }
    return late
  }
}
