import Dispatch
import Foundation
import Synchronization

/// A file that can be read from any place. What comes out of a pipe is kept in a temporary file without a
/// name while it is read, because the CSV reader may go back.
final class ByteSource: Sendable {
  static let pieceSize = 64 << 10

  /// In bytes; nil for a pipe.
  let size: Int?
  private let input: FileDescriptor
  private let spool: FileDescriptor?
  private let spooled = Mutex(0)
  private let queue = DispatchQueue(label: "redress.import.read")

  /// `-` is standard input. A directory or a missing file is an error that names the path.
  init(path: String) throws {
    input =
      path == "-" ? FileDescriptor(number: STDIN_FILENO, isOwned: false) : try FileDescriptor(reading: path)
    var status = stat()
    guard fstat(input.number, &status) == 0 else { throw FileDescriptor.failure(path) }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FileDescriptor.failure(path, code: EISDIR) }
    size = isRegular ? Int(status.st_size) : nil
    spool = isRegular ? nil : try FileDescriptor.temporary()
  }

  /// At most `pieceSize` bytes from this place on; none at the end.
  func read(from offset: Int) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try self.readNow(from: offset) }) }
    }
  }

  private func readNow(from offset: Int) throws -> [UInt8] {
    guard let spool else { return try input.read(from: offset) }
    return try spooled.withLock { spooled in
      if offset < spooled { return try spool.read(from: offset) }
      let piece = try input.readNext()
      try spool.write(piece, at: spooled)
      spooled += piece.count
      return piece
    }
  }
}

/// An open file, closed with its last owner.
final class FileDescriptor: Sendable {
  let number: Int32
  private let isOwned: Bool

  init(number: Int32, isOwned: Bool) {
    self.number = number
    self.isOwned = isOwned
  }

  convenience init(reading path: String) throws {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw FileDescriptor.failure(path) }
    self.init(number: number, isOwned: true)
  }

  deinit {
    if isOwned { close(number) }
  }

  /// A file that nobody else can open and that is gone when it is closed.
  static func temporary() throws -> FileDescriptor {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/redress-import-XXXXXX".utf8CString)
    let number = mkstemp(&template)
    guard number >= 0 else { throw failure(folder) }
    // `mkostemp` would do this in one step, but Foundation does not show it.
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return FileDescriptor(number: number, isOwned: true)
  }

  /// A file that did not exist, which only its owner may read.
  static func creating(_ path: String) throws -> FileDescriptor {
    let number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw failure(path) }
    return FileDescriptor(number: number, isOwned: true)
  }

  func read(from offset: Int) throws -> [UInt8] {
    try filled { pread(number, $0.baseAddress, $0.count, offset) }
  }

  func readNext() throws -> [UInt8] {
    try filled { Foundation.read(number, $0.baseAddress, $0.count) }
  }

  func write(_ bytes: [UInt8], at offset: Int) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        pwrite(number, $0.baseAddress, $0.count, offset + written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileDescriptor.failure(nil) }
      written += count
    }
  }

  private func filled(_ read: (UnsafeMutableBufferPointer<UInt8>) -> Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: ByteSource.pieceSize) { buffer, count in
      repeat { count = read(buffer) } while count < 0 && errno == EINTR
      guard count >= 0 else {
        count = 0
        throw FileDescriptor.failure(nil)
      }
    }
  }

  static func failure(_ path: String?, code: Int32 = errno) -> any Error {
    ImportFileError(path: path, code: code)
  }
}

/// A file could not be opened, read or written.
package struct ImportFileError: Error, CustomStringConvertible {
  /// Nil when it failed after it was opened.
  package let path: String?
  /// As `errno`.
  package let code: Int32

  package var description: String { (path.map { "\($0): " } ?? "") + String(cString: strerror(code)) }
}
