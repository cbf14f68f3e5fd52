import Foundation
import Testing

@testable import Complaints
@testable import Gateways

enum MailSamples {
  static func mail(
    subject: String = "Mamy Państwa zgłoszenie RC-000017: opóźniona dostawa", text: String = "Dzień dobry\n",
    html: String = "<p>Dzień dobry</p>", name: String? = "Jan Żółć", previousKeys: [String] = []
  ) throws -> OutgoingMail {
    OutgoingMail(
      RenderedMessage(subject: subject, text: text, html: html, language: .polish, usedFallback: false),
      from: try MailAddress("pomoc@sklep.example", name: "Bławatek, sklep z tkaninami"),
      to: try MailAddress("jan@klient.example", name: name), date: Date(timeIntervalSince1970: 1_772_442_307),
      automation: .replied, previousKeys: previousKeys)
  }

  /// The bytes of a mail as text; they are ASCII, which is checked on the way.
  static func bytes(_ mail: OutgoingMail, key: String = "RC-000017-1") throws -> String {
    let bytes = try MailMessage(mail, key: MailKey(key)).bytes
    #expect(bytes.allSatisfy { $0 < 128 && $0 != 0 })
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The unfolded value of a header.
  static func header(_ name: String, of mail: String) throws -> String {
    let head = try #require(mail.split(separator: "\r\n\r\n", maxSplits: 1).first)
    let lines = head.replacing("\r\n ", with: " ").split(separator: "\r\n").filter {
      $0.hasPrefix("\(name): ")
    }
    #expect(lines.count == 1, "\(name) in \(head)")
    return String(try #require(lines.first).dropFirst(name.count + 2))
  }

  /// A folder of its own for one test, gone afterwards.
  static func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "redress-mail-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }
}
