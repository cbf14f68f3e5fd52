import Glibc

/// Files that are either there as a whole or not at all.
package enum DurableFile {
  /// Writes a file through a temporary one in the same directory: synchronised, renamed, and the directory
  /// synchronised, so that after a crash of the machine the path holds the old contents or the new. Makes the
  /// directory when it is missing. Only the owner may read it.
  ///
  /// Blocks while the disk writes: not to be called from the event loop.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let parent = Self.directory(of: path)
    try makeDirectory(parent)
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).tmp"
    do throws(FileError) {
      try withDescriptor(temporary, O_WRONLY | O_CREAT | O_EXCL) { descriptor throws(FileError) in
        try writeAll(bytes, to: descriptor, temporary)
        guard fsync(descriptor) == 0 else { throw FileError("fsync", temporary) }
      }
      guard rename(temporary, path) == 0 else { throw FileError("rename", path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try synchronize(parent)
  }

  /// Reads a file; `nil` when there is none. One that may not be read is an error: it is there.
  package static func read(_ path: String) throws(FileError) -> [UInt8]? {
    var bytes: [UInt8] = []
    do throws(FileError) {
      try withDescriptor(path, O_RDONLY) { descriptor throws(FileError) in
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
          let count = Glibc.read(descriptor, &buffer, buffer.count)
          if count < 0, errno == EINTR { continue }
          guard count >= 0 else { throw FileError("read", path) }
          if count == 0 { break }
          bytes += buffer[..<count]
        }
      }
    } catch {
      guard error.code == ENOENT || error.code == ENOTDIR else { throw error }
      return nil
    }
    return bytes
  }

  /// Removes a file, so that it does not come back after a crash of the machine; one that is not there is no error.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError("unlink", path) }
    try synchronize(directory(of: path))
  }

  private static func directory(of path: String) -> String {
    let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    return directory.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : directory
  }

  private static func synchronize(_ directory: String) throws(FileError) {
    try withDescriptor(directory, O_RDONLY | O_DIRECTORY) { descriptor throws(FileError) in
      guard fsync(descriptor) == 0 else { throw FileError("fsync", directory) }
    }
  }

  /// With all that is above it. One that is there already is left as it is.
  private static func makeDirectory(_ path: String) throws(FileError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw FileError("mkdir", path)
    }
    try makeDirectory(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileError("mkdir", path) }
  }

  private static func withDescriptor(
    _ path: String, _ flags: Int32, _ body: (Int32) throws(FileError) -> Void
  ) throws(FileError) {
    let descriptor = open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError("open", path) }
    defer { close(descriptor) }
    try body(descriptor)
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done)
      }
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else { throw FileError("write", path) }
      done += written
    }
  }
}

/// What the system refused, on which path.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
  /// The system's number of the error.
  package let code: Int32

  init(_ call: String, _ path: String) {
    code = errno
    description = "\(call) \(path): \(String(cString: strerror(code)))"
  }
}
