import Foundation
import Testing

@testable import Complaints
@testable import Gateways

@Suite struct MailFolderTests {
  @Test("one key is one file, whatever is sent with it later")
  func idempotent() async throws {
    try await MailSamples.withFolder { folder in
      let gateway = try MailFolder(folder)
      let first = try await gateway.send(MailSamples.mail(subject: "first"), idempotencyKey: "case-1")
      let second = try await gateway.send(MailSamples.mail(subject: "second"), idempotencyKey: "case-1")
      #expect(!first.wasAlreadySent && second.wasAlreadySent)
      #expect(first.messageID == second.messageID && first.location == second.location)
      #expect(try contents(folder) == ["case-1.eml"])
      let location = try #require(first.location)
      #expect(try String(contentsOfFile: location, encoding: .utf8).contains("Subject: first\r\n"))
    }
  }

  @Test("many senders of one key make one whole file, and exactly one of them is told so")
  func concurrent() async throws {
    try await MailSamples.withFolder { folder in
      let receipts = try await withThrowingTaskGroup(of: MailReceipt.self) { group in
        for number in 0..<32 {
          group.addTask {
            let mail = try MailSamples.mail(text: String(repeating: "line \(number)\n", count: 2000))
            return try await MailFolder(folder).send(mail, idempotencyKey: "same")
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(receipts.count { !$0.wasAlreadySent } == 1)
      #expect(try contents(folder) == ["same.eml"])
      let file = try String(contentsOf: folder.appending(path: "same.eml"), encoding: .utf8)
      #expect(file.hasSuffix("--=_redress_alternative--\r\n"))
    }
  }

  @Test("different keys are different files, also those that only differ in what a file name cannot hold")
  func keys() async throws {
    try await MailSamples.withFolder { folder in
      let gateway = try MailFolder(folder)
      let keys = ["a/b", "a_b", "a:b", "a_2Fb", "../x", ".", "a", "ż", "a\0b"]
      var ids: Set<String> = []
      for key in keys {
        ids.insert(try await gateway.send(MailSamples.mail(), idempotencyKey: key).messageID)
      }
      #expect(ids.count == keys.count)
      #expect(try contents(folder).count == keys.count)
      // Nothing left the folder.
      let parent = folder.deletingLastPathComponent().appending(path: "x.eml")
      #expect(!FileManager.default.fileExists(atPath: parent.path(percentEncoded: false)))
      for key in ["", String(repeating: "k", count: 201), String(repeating: "/", count: 67)] {
        await #expect(throws: MailError.invalidKey) {
          try await gateway.send(MailSamples.mail(), idempotencyKey: key)
        }
      }
      _ = try await gateway.send(MailSamples.mail(), idempotencyKey: String(repeating: "k", count: 200))
    }
  }

  @Test("files are readable by their owner only")
  func permissions() async throws {
    try await MailSamples.withFolder { folder in
      let receipt = try await MailFolder(folder).send(MailSamples.mail(), idempotencyKey: "k")
      let path = try #require(receipt.location)
      let file = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      let directory = try FileManager.default.attributesOfItem(atPath: folder.path(percentEncoded: false))
      #expect(file == 0o600 && directory[.posixPermissions] as? Int == 0o700)
    }
  }

  @Test("a folder that cannot be written is an error to try again, with nothing of the mail in it")
  func storage() async throws {
    try await MailSamples.withFolder { folder in
      let gateway = try MailFolder(folder)
      try FileManager.default.removeItem(at: folder)
      try Data().write(to: folder)
      let error = try await #require(throws: MailError.self) {
        try await gateway.send(MailSamples.mail(), idempotencyKey: "k")
      }
      #expect(error == .storage(step: "open", code: ENOTDIR) && !error.isPermanent)
      #expect(MailError.invalidAddress.isPermanent)
    }
  }

  /// The names in a folder, hidden ones included, sorted.
  private func contents(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
  }
}
