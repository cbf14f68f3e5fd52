import Glibc

/// Files that are either there as a whole or not at all.
package enum DurableFile {
  /// How the name of a file ends whose bytes are not all there yet.
  private static let unfinished = ".tmp"

  /// Writes a file, over one that is there: after a crash of the machine the path holds the old contents or the new. Makes the directory
  /// when it is missing. Only the owner may read it.
  ///
  /// The bytes go to a temporary file beside it first, which gets the path's name when they are on disk. A process that is killed before
  /// that leaves it behind; it is never read, and `removeAll` knows whose it is.
  ///
  /// Blocks while the disk writes: not to be called from the event loop.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try place(bytes, at: path) { temporary throws(FileError) in
      guard rename(temporary, path) == 0 else { throw FileError("rename", path) }
    }
  }

  /// Like `write`, but leaves a file that is there as it is. Returns whether it made one: of several that try at once, one has.
  package static func create(_ bytes: [UInt8], at path: String) throws(FileError) -> Bool {
    guard access(path, F_OK) != 0 else {
      // Whoever made it may have died before its name was safe on disk.
      try synchronize(directory(of: path))
      return false
    }
    return try createLast(bytes, at: path)
  }

  /// What the slower of two does who both saw that there was no file.
  static func createLast(_ bytes: [UInt8], at path: String) throws(FileError) -> Bool {
    var isNew = false
    try place(bytes, at: path) { temporary throws(FileError) in
      // Unlike a rename, a link fails when the name is taken.
      isNew = link(temporary, path) == 0
      guard isNew || errno == EEXIST else { throw FileError("link", path) }
    }
    return isNew
  }

  /// Under which name the bytes are gathered that are to become a file.
  static func temporary(for path: String) -> String {
    "\(path).\(getpid())-\(UInt32.random(in: .min ... .max))\(unfinished)"
  }

  /// What was to become of a temporary file; `nil` of any other.
  private static func target(ofTemporary name: String) -> String? {
    guard name.hasSuffix(unfinished) else { return nil }
    return name.split(separator: ".", omittingEmptySubsequences: false).dropLast(2).joined(separator: ".")
  }

  private static func place(
    _ bytes: [UInt8], at path: String, _ name: (_ temporary: String) throws(FileError) -> Void
  ) throws(FileError) {
    let parent = directory(of: path)
    try makeDirectory(parent)
    let temporary = temporary(for: path)
    // One that was renamed is not there any more.
    defer { unlink(temporary) }
    try withDescriptor(temporary, O_WRONLY | O_CREAT | O_EXCL) { descriptor throws(FileError) in
      try writeAll(bytes, to: descriptor, temporary)
      guard fsync(descriptor) == 0 else { throw FileError("fsync", temporary) }
    }
    try name(temporary)
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

  /// Removes the files of a directory whose name is one of those, and what writes of them that were killed have left behind; durable when
  /// it returns. What is not there is no error.
  package static func removeAll(
    in directory: String, where isMeant: (_ name: String) -> Bool
  ) throws(FileError) {
    var isChanged = false
    for name in try names(in: directory) {
      guard isMeant(target(ofTemporary: name) ?? name) else { continue }
      let path = "\(directory)/\(name)"
      guard unlink(path) == 0 || errno == ENOENT else { throw FileError("unlink", path) }
      isChanged = true
    }
    if isChanged { try synchronize(directory) }
  }

  /// In no order; none where there is no directory.
  private static func names(in directory: String) throws(FileError) -> [String] {
    guard let stream = opendir(directory) else {
      guard errno == ENOENT else { throw FileError("opendir", directory) }
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
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

  /// With all that is above it, for its owner only. One that is there already is left as it is.
  package static func makeDirectory(_ path: String) throws(FileError) {
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
  /// The system's call.
  package let call: String
  /// The system's number of the error.
  package let code: Int32

  init(_ call: String, _ path: String) {
    code = errno
    self.call = call
    description = "\(call) \(path): \(String(cString: strerror(code)))"
  }
}
