import ArgumentParser
import Glibc

/// How fast the disk is right now: without it, a figure of another day or another machine says nothing.
struct FsyncProbe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fsync",
    abstract: "Writes 8 kB and waits for the disk, again and again for a second; prints how often.")

  @Argument(help: "A folder on the disk that the database is on.") var folder: String

  func run() throws {
    let path = "\(folder)/fsync-probe"
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw ValidationError("\(path) cannot be written: error \(errno)") }
    defer {
      close(file)
      unlink(path)
    }
    let page = [UInt8](repeating: 0x5A, count: 8192)
    var count = 0
    let started = ContinuousClock.now
    while started.duration(to: .now) < .seconds(1) {
      guard pwrite(file, page, page.count, 0) == page.count, fdatasync(file) == 0 else {
        throw ValidationError("\(path) cannot be written: error \(errno)")
      }
      count += 1
    }
    print(count)
  }
}
