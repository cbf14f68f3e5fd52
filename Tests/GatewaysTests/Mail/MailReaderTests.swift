import Foundation
import Testing

@testable import Complaints
@testable import Gateways

/// The interpreter, where the machine has one.
private enum Python {
  static let path = ["/usr/bin/python3", "/usr/local/bin/python3", "/root/.pyenv/shims/python3"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}

/// What another program makes of our files: Python's mail parser, strict about defects and independent of
/// this code.
@Suite(.enabled(if: Python.path != nil, "needs python3"))
struct MailReaderTests {
  /// What the parser read from one file.
  private struct Parsed: Decodable, Equatable {
    var subject, from, to, text, html, date: String
    var references: [String]
    var defects: [String]
  }

  private static let script = """
    import email, email.policy, json, sys
    def defects(part):
        found = [repr(d) for d in part.defects]
        for name, value in part.items():
            found += [name + ': ' + repr(d) for d in getattr(value, 'defects', [])]
        for child in part.iter_parts() if part.is_multipart() else []:
            found += defects(child)
        return found
    with open(sys.argv[1], 'rb') as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    print(json.dumps({
        'subject': mail['Subject'], 'from': str(mail['From']), 'to': str(mail['To']),
        'date': mail['Date'].datetime.isoformat(), 'references': (mail['References'] or '').split(),
        'text': mail.get_body(('plain',)).get_content().replace('\\r\\n', '\\n'), 'html': mail.get_body(('html',)).get_content().replace('\\r\\n', '\\n'),
        'defects': defects(mail)}))
    """

  @Test("a mail in each language is read back as it was written", arguments: MessageLanguage.allCases)
  func languages(language: MessageLanguage) async throws {
    let context = MessageContext(
      complaint: .notReceived, caseReference: "RC-000017", merchant: "Бławatek & „Synowie”",
      responsible: "Анна Żółć-Новак, старший специалист по работе с обращениями",
      receivedOn: CivilDate("2026-03-02")!,
      customerName: "Łukasz <b> {{x}} 👩‍👧", complaintQuote: "= == =20 \u{202E}?\r\nBcc: x@y.example",
      content: .acknowledgement(answerBy: CivilDate("2026-03-16")!))
    let message = try MessageCatalog().render(context, locale: language.rawValue, fallback: .english)
    let mail = OutgoingMail(
      message, from: try MailAddress("pomoc@sklep.example", name: context.merchant),
      to: try MailAddress("klient@poczta.example", name: context.customerName),
      date: Date(timeIntervalSince1970: 1_772_442_307), automation: .replied, previousKeys: ["a", "b"])
    let parsed = try await read(mail)
    #expect(
      parsed
        == Parsed(
          subject: message.subject, from: "Бławatek & „Synowie” <pomoc@sklep.example>",
          to: "\"Łukasz <b> {{x}} 👩‍👧\" <klient@poczta.example>", text: message.text,
          html: message.html, date: "2026-03-02T09:05:07+00:00",
          references: ["<redress.a@sklep.example>", "<redress.b@sklep.example>"], defects: []))
  }

  @Test("a long subject in Cyrillic and bodies of every line are read back")
  func extremes() async throws {
    let subject = String(repeating: "Очень длинная тема обращения о задержке, ", count: 12) + "конец"
    let text = (0...200).map { String(repeating: "ж x= ", count: $0) + "." }.joined(separator: "\n") + "\n"
    let parsed = try await read(try MailSamples.mail(subject: subject, text: text, html: text))
    #expect(parsed.subject == subject)
    #expect(parsed.text == text && parsed.html == text)
    #expect(parsed.defects == [])
  }

  private func read(_ mail: OutgoingMail) async throws -> Parsed {
    try await MailSamples.withFolder { folder in
      let receipt = try await MailFolder(folder).send(mail, idempotencyKey: "RC-000017-1")
      let process = Process()
      process.executableURL = URL(filePath: try #require(Python.path))
      process.arguments = ["-c", Self.script, try #require(receipt.location)]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
      return try JSONDecoder().decode(Parsed.self, from: data)
    }
  }
}
