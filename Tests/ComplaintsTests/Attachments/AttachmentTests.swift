import Complaints
import Foundation
import Testing

/// What may be sent in, and what it is.
@Suite struct AttachmentTests {
  private static func bytes(_ text: String, _ more: [UInt8] = []) -> [UInt8] { Array(text.utf8) + more }

  static let contents: [(content: [UInt8], type: AttachmentType?)] = [
    (bytes("%PDF-1.7\n", [0xE2, 0xE3]), .pdf), (bytes(" %PDF-1.7"), .text),
    ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
    ([0xFF, 0xD8], nil), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .png),
    ([0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A], nil), (bytes("GIF89a", [1, 0]), .gif),
    (bytes("GIF90a", [0]), nil), (bytes("RIFF", [4, 0, 0, 0]) + bytes("WEBPVP8 "), .webp),
    (bytes("RIFF", [4, 0, 0, 0]) + bytes("WAVEfmt "), nil),
    ([0, 0, 0, 24] + bytes("ftypheic", [0, 0, 0, 0]), .heic), ([0, 0, 0, 24] + bytes("ftypqt  ", [0]), .mp4),
    ([0, 0, 0, 24] + bytes("ftypM4A ", [0]), nil), ([0, 0, 0, 24] + bytes("ftyp"), nil),
    (bytes("Dzień dobry,\r\n\tpęknięty.\n"), .text), (bytes("<script>alert(1)</script>"), .text),
    (bytes("red \u{1B}[31m"), nil), (bytes("a\0b"), nil), ([0xC5], nil), ([], nil),
    (bytes("MZ", [0x90, 0]), nil), (bytes("PK", [3, 4]), nil),
  ]

  @Test("The type is found in the content", arguments: contents)
  func type(_ content: (content: [UInt8], type: AttachmentType?)) {
    #expect(AttachmentType(content: content.content) == content.type)
  }

  @Test(
    "A name is data",
    arguments: [
      ("paragon.jpg", "paragon.jpg"), ("../../etc/passwd", "passwd"),
      ("C:\\Users\\anna\\zdjęcie 1.png", "zdjęcie 1.png"),
      ("a\r\nX-Header: b", "aX-Header: b"), ("\u{1B}[2Jx", "[2Jx"), ("gpj.\u{202E}exe", "gpj.exe"),
      ("  a \u{2028} b\t", "a b"), ("..", ".."), ("/", "file"), ("", "file"), ("\u{200B}", "file"),
      (String(repeating: "ż", count: 300), String(repeating: "ż", count: 120)),
    ])
  func name(given: String, kept: String) {
    #expect(AttachmentName(given).text == kept)
  }

  @Test func theLimitsArePolicy() throws {
    let rules = AttachmentRules(files: 2, largest: 7, types: [.text])
    #expect(try rules.type(of: Self.bytes("sześć"), beside: 1) == .text)
    let wrong: [(content: [UInt8], count: Int, fault: AttachmentFault)] = [
      ([], 0, .empty), (Self.bytes("12345678"), 0, .tooLarge(limit: 7)), ([0], 0, .unknownType),
      (Self.bytes("%PDF-1"), 0, .typeNotTaken(.pdf)), (Self.bytes("a"), 2, .tooMany(limit: 2)),
    ]
    for (content, count, fault) in wrong {
      #expect(throws: fault) { try rules.type(of: content, beside: count) }
    }
    // The largest is a million bytes to the megabyte, in all shipped policies; a policy without the section takes as much.
    for id in ShippedPolicies.ids {
      let policy = try Policy.read(try #require(ShippedPolicies.source(id)))
      #expect(policy.attachments == .standard)
    }
  }
}
