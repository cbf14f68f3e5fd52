package import Foundation

/// The embedded mail gateway: a folder in which every mail becomes one `.eml` file that any mail program opens.
///
/// A file appears whole or not at all, and once for a key, also when several processes send at the same moment and
/// when one of them is killed in the middle (see `DurableFile`). Files are readable by their owner only: they hold personal data.
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
      try DurableFile.makeDirectory(self.folder)
    } catch {
      throw MailError(error)
    }
  }

  package func send(_ mail: OutgoingMail, idempotencyKey: String) async throws(MailError) -> MailReceipt {
    let key = try MailKey(idempotencyKey)
    let message = try MailMessage(mail, key: key)
    let path = "\(folder)/\(key.text).eml"
    do {
      let isNew = try DurableFile.create(message.bytes, at: path)
      return MailReceipt(messageID: message.id, wasAlreadySent: !isNew, location: path)
    } catch {
      throw MailError(error)
    }
  }
}

extension MailError {
  fileprivate init(_ error: FileError) {
    self = .storage(step: error.call, code: error.code)
  }
}
