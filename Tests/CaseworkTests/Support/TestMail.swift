import Complaints
import Foundation
import Gateways
import LibPQ

@testable import Casework

/// A folder that mails and handovers go to, and what is in it.
struct TestOutbox {
  let path = NSTemporaryDirectory() + "/redress-outbox-\(UUID())"

  var mails: [String] { files("mail").filter { $0.hasSuffix(".eml") } }
  var archive: MessageArchive { MessageArchive(path + "/mail") }
  var attachments: AttachmentFolder { AttachmentFolder(path + "/files") }
  func handovers(_ channel: Channel) -> [String] { files("mail/handover/\(channel.rawValue)") }

  /// The text of a mail, its quoted-printable lines joined.
  func mail(_ name: String) throws -> String {
    let text = try String(contentsOfFile: "\(path)/mail/\(name)", encoding: .utf8)
    return text.replacing("=\r\n", with: "")
  }

  /// What the customer reads of it: decoded, its non-breaking spaces as others.
  func readable(_ name: String) throws -> String {
    var bytes: [UInt8] = []
    var rest = Substring(try mail(name))
    while let character = rest.popFirst() {
      if character == "=", let byte = UInt8(rest.prefix(2), radix: 16) {
        bytes.append(byte)
        rest = rest.dropFirst(2)
      } else {
        bytes += Array(String(character).utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self).replacing("\u{A0}", with: " ")
  }

  func handover(_ channel: Channel, _ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/mail/handover/\(channel.rawValue)/\(name)", encoding: .utf8)
  }

  private func files(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
  }
}

/// Runs a test with an outbox of its own, which is removed afterwards.
func withOutbox(_ body: (TestOutbox) async throws -> Void) async throws {
  let outbox = TestOutbox()
  defer { try? FileManager.default.removeItem(atPath: outbox.path) }
  try await body(outbox)
}

extension CaseworkDatabase {
  func notifying(_ outbox: TestOutbox) throws -> NotifyHandler {
    NotifyHandler(
      pool: pool, mail: try MailFolder(URL(filePath: outbox.path + "/mail")),
      handover: HandoverFolder(outbox.path + "/mail/handover"),
      sender: try MailAddress("redress@shop.example"),
      catalog: try MessageCatalog())
  }

  /// Writes a notification as a step would; the jobs that send it wait in the queue.
  func owe(_ caseID: Int64, _ kind: MessageKind, _ facts: NotificationFacts = NotificationFacts())
    async throws -> NotifyJob
  {
    try await pool.withTransaction { transaction in
      try await Notifications.add([NewNotification(kind, caseID: caseID, facts: facts)], in: transaction)
    }
    return NotifyJob(
      notification: try await rows("select max(notification_id) from casework.notification")[0].decode(
        Int64.self, at: 0))
  }

  /// Starts the clocks of an event, now.
  func startClocks(_ caseID: Int64, _ event: ClockEvent, standing: Standing = .consumer) async throws {
    try await pool.withTransaction { transaction in
      let now = try await BusinessTime.now(in: transaction)
      try await ClockRows.start(
        try NewClock.started(by: event, at: now, caseID: caseID, standing: standing, policy: policy),
        in: transaction)
    }
  }
}
