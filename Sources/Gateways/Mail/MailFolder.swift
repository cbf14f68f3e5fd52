package import Foundation

/// The embedded mail gateway: a folder in which every mail becomes one `.eml` file that any mail program opens.
///
/// A file appears whole or not at all, and once for a key, also when several processes send at the same moment and
/// when one of them is killed in the middle (which may leave a hidden `.tmp` file behind; it is never read).
/// Files are readable by their owner only: they hold personal data.
///
/// The calls block their thread for a few small writes and two `fsync`s, milliseconds on a healthy disk. That is
/// deliberate: a pool of file threads would cost more than it saves for a gateway that is meant for trying out and
/// for shops of a few mails a minute.
package struct MailFolder: MailGateway {
  private let folder: String

  /// A gateway that writes to a folder, which is made (for its owner only) when it is not there.
  package init(_ folder: URL) throws(MailError) {
    self.folder = folder.path(percentEncoded: false)
    do {
      try FileManager.default.createDirectory(
        atPath: self.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .storage(step: "making the folder", code: errno)
    }
  }

  package func send(_ mail: OutgoingMail, idempotencyKey: String) async throws(MailError) -> MailReceipt {
    let key = try MailKey(idempotencyKey)
    let message = try MailMessage(mail, key: key)
    let path = "\(folder)/\(key.text).eml"
    let isNew = access(path, F_OK) == 0 ? false : try create(path, message.bytes)
    // Also for a file that was there: whoever made it may have died before its name was safe on disk.
    try synchronize(folder, flags: O_RDONLY | O_DIRECTORY, step: "syncing the folder")
    return MailReceipt(messageID: message.id, wasAlreadySent: !isNew, location: path)
  }

  /// Writes the bytes to a hidden file and gives it its name by a hard link, which, unlike a rename, fails when the
  /// name is taken. Returns whether this call made the file.
  func create(_ path: String, _ bytes: [UInt8]) throws(MailError) -> Bool {
    // The key is left out of the name: with it, the name could exceed 255 bytes.
    let temporary = "\(folder)/.\(UUID().uuidString).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .storage(step: "creating a file", code: errno) }
    defer { unlink(temporary) }
    do throws(MailError) {
      try write(bytes, to: descriptor)
      guard fsync(descriptor) == 0 else { throw .storage(step: "syncing the file", code: errno) }
    } catch {
      close(descriptor)
      throw error
    }
    // Some file systems report a failed write only here.
    guard close(descriptor) == 0 else { throw .storage(step: "closing the file", code: errno) }
    if link(temporary, path) == 0 { return true }
    guard errno == EEXIST else { throw .storage(step: "naming the file", code: errno) }
    return false
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(MailError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard written >= 0 || errno == EINTR else { throw .storage(step: "writing", code: errno) }
      rest = rest.dropFirst(max(0, written))
    }
  }

  private func synchronize(_ path: String, flags: Int32, step: String) throws(MailError) {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw .storage(step: step, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .storage(step: step, code: errno) }
  }
}
