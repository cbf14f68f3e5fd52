import Foundation
import Testing

@testable import Complaints
@testable import Gateways

@Suite struct MailMessageTests {
  @Test("the headers of one mail")
  func headers() throws {
    let mail = try MailSamples.bytes(try MailSamples.mail())
    #expect(try MailSamples.header("Date", of: mail) == "Mon, 2 Mar 2026 09:05:07 +0000")
    #expect(try MailSamples.header("Message-ID", of: mail) == "<redress.RC-000017-1@sklep.example>")
    #expect(try MailSamples.header("MIME-Version", of: mail) == "1.0")
    #expect(try MailSamples.header("Content-Language", of: mail) == "pl")
    #expect(try MailSamples.header("Auto-Submitted", of: mail) == "auto-replied")
    #expect(!mail.contains("In-Reply-To") && !mail.contains("References"))
    var personal = try MailSamples.mail()
    personal.automation = .none
    #expect(try !MailSamples.bytes(personal).contains("Auto-Submitted"))
  }

  @Test("lines end with CRLF, none exceeds 78 characters")
  func lines() throws {
    let long = "Опоздание доставки и повреждённая упаковка: номер обращения RC-000017, заказ №118 (Москва)"
    let mail = try MailSamples.bytes(
      try MailSamples.mail(
        subject: long + long,
        text: String(repeating: "ż", count: 500) + "\n" + String(repeating: "x", count: 5000),
        html: "<p>" + String(repeating: "я ", count: 3000), name: long,
        previousKeys: (1...30).map { "RC-000017-\($0)" }))
    #expect(!mail.replacing("\r\n", with: "").utf8.contains { $0 == 10 || $0 == 13 })
    let longest = mail.split(separator: "\r\n").map(\.utf8.count).max()
    #expect(try #require(longest) <= 78)
    for word in mail.matches(of: /=\?UTF-8\?B\?[^?]*\?=/) { #expect(word.output.utf8.count <= 75) }
  }

  @Test(
    "encoded words give the text back, and none cuts a character",
    arguments: [
      "Мы получили Ваше обращение RC-000017 по поводу задержки доставки заказа, который Вы сделали 2 марта",
      "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 zażółć gęślą jaźń 𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞", "=?UTF-8?Q?not_encoded?=", " leading", "trailing ",
      "a" + String(repeating: "\u{301}", count: 300), String(repeating: "plain ASCII ", count: 20) + "x", "ж",
    ])
  func encodedWords(subject: String) throws {
    let value = try MailSamples.header(
      "Subject", of: try MailSamples.bytes(try MailSamples.mail(subject: subject)))
    let words = value.split(separator: " ")
    var decoded = ""
    var characters = 0
    for word in words {
      #expect(word.hasPrefix("=?UTF-8?B?") && word.hasSuffix("?="))
      let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      let part = try #require(String(data: data, encoding: .utf8), "a word by itself is not UTF-8")
      decoded += part
      characters += part.count
    }
    #expect(decoded == subject)
    // A family stays in one word; only a character that fills more than a line has to be cut.
    if subject.allSatisfy({ $0.utf8.count < 30 }) { #expect(characters == subject.count) }
  }

  @Test("plain ASCII stays readable")
  func plain() throws {
    let mail = try MailSamples.bytes(try MailSamples.mail(subject: "Your complaint 17", name: "John Smith"))
    #expect(try MailSamples.header("Subject", of: mail) == "Your complaint 17")
    #expect(try MailSamples.header("To", of: mail) == "John Smith <jan@klient.example>")
    let quoted = try MailSamples.bytes(try MailSamples.mail(name: #"O"Neil, <x@y.example> \"#))
    #expect(try MailSamples.header("To", of: quoted) == #""O\"Neil, <x@y.example> \\" <jan@klient.example>"#)
    let bare = try MailSamples.bytes(try MailSamples.mail(name: nil))
    #expect(try MailSamples.header("To", of: bare) == "jan@klient.example")
  }

  @Test(
    "a header cannot be added by a value",
    arguments: ["\r\n", "\n", "\r", "\0", "\u{85}", "\u{2028}", "\u{B}", "\u{7F}"])
  func injection(control: String) throws {
    let value = "x\(control)Bcc: victim@y.example"
    let subject = try MailSamples.mail(subject: value)
    #expect(throws: MailError.controlCharacter(in: .subject)) {
      try MailMessage(subject, key: MailKey("k"))
    }
    #expect(throws: MailError.controlCharacter(in: .name)) { try MailAddress("a@b.example", name: value) }
    #expect(throws: MailError.controlCharacter(in: .address)) {
      try MailAddress("a@b.example\(control)Bcc: c@d.example")
    }
    let keyed = try MailSamples.bytes(try MailSamples.mail(previousKeys: [value]), key: value)
    #expect(!keyed.contains("\r\nBcc"))
    let body = try MailSamples.bytes(try MailSamples.mail(text: "x\r\n.\r\nMAIL FROM:<\0>\r\n", html: value))
    #expect(!body.utf8.contains(0))
  }

  @Test("a body cannot end its part")
  func boundary() throws {
    let hostile = "--=_redress_alternative--\r\n\r\n--=_redress_alternative\nContent-Type: text/html"
    let mail = try MailSamples.bytes(try MailSamples.mail(text: hostile, html: hostile))
    #expect(mail.split(separator: "\r\n").count { $0.hasPrefix("--=_redress_alternative") } == 3)
  }

  @Test("a conversation names its first mail and its latest ones")
  func thread() throws {
    let short = try MailSamples.bytes(try MailSamples.mail(previousKeys: ["c-1", "c-2"]), key: "c-3")
    #expect(try MailSamples.header("In-Reply-To", of: short) == "<redress.c-2@sklep.example>")
    #expect(
      try MailSamples.header("References", of: short)
        == "<redress.c-1@sklep.example> <redress.c-2@sklep.example>")
    let long = try MailSamples.bytes(try MailSamples.mail(previousKeys: (1...40).map { "c-\($0)" }))
    let references = try MailSamples.header("References", of: long).split(separator: " ")
    #expect(references.count == 10 && references[0] == "<redress.c-1@sklep.example>")
    #expect(references[9] == "<redress.c-40@sklep.example>")
  }

  @Test(
    "dates before, in and after a leap day, in UTC",
    arguments: [
      (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
      (1_709_164_799.9, "Wed, 28 Feb 2024 23:59:59 +0000"),
      (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 +0000"),
    ] as [(Double, String)])
  func dates(seconds: Double, expected: String) {
    #expect(MailMessage.date(Date(timeIntervalSince1970: seconds)) == expected)
  }

  @Test(
    "quoted-printable",
    arguments: [
      ("a=b\n", "a=3Db\r\n"), ("ż", "=C5=BC"), ("x ", "x=20"), ("x \ny\t\n", "x=20\r\ny=09\r\n"),
      ("a b\tc", "a b\tc"),
      ("1\r\n2\r3\n4", "1\r\n2\r\n3\r\n4"), ("\n\n", "\r\n\r\n"), ("", ""), ("\u{0}", "=00"),
      (String(repeating: "x", count: 76), String(repeating: "x", count: 76)),
      (String(repeating: "x", count: 77), String(repeating: "x", count: 75) + "=\r\nxx"),
      (String(repeating: "x", count: 74) + "ж", String(repeating: "x", count: 74) + "=\r\n=D0=B6"),
    ])
  func quotedPrintable(text: String, expected: String) {
    #expect(String(decoding: QuotedPrintable.encode(text), as: UTF8.self) == expected)
  }

  @Test(
    "addresses that are none",
    arguments: [
      "", "a", "@b.example", "a@", "a@b", "a@@b.example", "a@b@c.example", "a b@c.example", "a@b..example",
      ".a@b.example",
      "a.@b.example", "a..b@c.example", "a@-b.example", "a@b-.example", "<a@b.example>",
      "a@b.example,c@d.example",
      "\"a\"@b.example", "a@[127.0.0.1]", "a;b@c.example", "a@b_c.example",
      String(repeating: "a", count: 65) + "@b.example", "a@" + String(repeating: "b", count: 64) + ".example",
      "a@" + String(repeating: "bcdefgh.", count: 32) + "example",
    ])
  func invalidAddresses(address: String) {
    #expect(throws: MailError.invalidAddress) { try MailAddress(address) }
  }

  @Test(
    "addresses that are some", arguments: ["a@b.example", "o'neil+tag@x-1.co.example", "A.B_c=d@EXAMPLE.com"])
  func validAddresses(address: String) throws {
    #expect(try MailAddress(address).address == address)
  }

  @Test(
    "addresses outside ASCII have an error of their own",
    arguments: ["иван@почта.example", "jan@żółw.example"])
  func internationalAddresses(address: String) {
    #expect(throws: MailError.internationalAddress) { try MailAddress(address) }
  }
}
