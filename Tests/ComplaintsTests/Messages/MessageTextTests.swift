import Testing

@testable import Complaints

@Suite struct MessageTextTests {
  @Test(
    "No line ends with a word of one letter",
    arguments: [
      (
        MessageLanguage.polish, "W sprawie (i w tej, i w „o czymś”) A1 z 5 w",
        "W_sprawie (i_w_tej, i_w_„o_czymś”) A1 z_5 w"
      ),
      (.russian, "Я и Вы в магазине", "Я_и_Вы в_магазине"), (.english, "I am a customer", "I am a customer"),
    ])
  func shortWords(language: MessageLanguage, text: String, bound: String) {
    #expect(ShortWords.bound(text, in: language) == bound.replacing("_", with: "\u{00A0}"))
  }

  private let hostile = "<script>alert(1)</script> {{merchant}} {{{responsible}}} & \"x\" 'y' </p><img src=x>"

  @Test("what a customer writes is data: not a template, not markup")
  func customerTextIsData() throws {
    var context = MessageSamples.context(.acknowledgement(answerBy: MessageSamples.day("2026-03-16")))
    context.customerName = hostile
    context.complaintSubject = hostile
    context.complaintQuote = hostile
    context.orderReference = hostile
    for language in ["pl", "ru", "en"] {
      let message = try MessageSamples.catalog.render(context, locale: language, fallback: .english)
      #expect(message.text.contains(hostile), "plain text stays as it was written")
      #expect(!message.html.contains("<script") && !message.html.contains("<img"))
      #expect(
        message.html.contains(
          "&lt;script&gt;alert(1)&lt;/script&gt; {{merchant}} {{{responsible}}} &amp; &quot;x&quot; &#39;y&#39;"
        ))
    }
  }

  @Test("a combining mark does not smuggle a character past the escaping")
  func combiningMarks() {
    // As Characters these are not "<" and "\"", which is how the mustache library escapes.
    #expect(MessageLayout.escaped("<\u{301}b\"\u{20DD}") == "&lt;\u{301}b&quot;\u{20DD}")
  }

  @Test(
    "customer text becomes one visible line",
    arguments: [
      ("a\r\nBcc: x@y.example", "a Bcc: x@y.example"),
      ("a\nb\u{2028}c\u{2029}d\u{85}e\u{B}f", "a b c d e f"),
      ("zero\u{0}byte\u{7}bell\u{1B}[31m", "zerobytebell[31m"),
      ("\u{202E}gnp.exe\u{202C} \u{2066}x\u{2069}\u{200F}", "gnp.exe x"),
      ("\u{FEFF}soft\u{AD}hyphen", "softhyphen"),
      ("emoji 👩‍👩‍👧‍👦 🏳️‍🌈 𝄞", "emoji 👩‍👩‍👧‍👦 🏳️‍🌈 𝄞"),
      ("  many \t spaces  ", "many spaces"),
      ("\n\u{200B}\u{E0001}", ""),
    ])
  func oneLine(raw: String, expected: String) {
    #expect(CustomerText.line(raw, limit: 100) == expected)
  }

  @Test("a long text is cut at a character and marked")
  func shortened() {
    #expect(CustomerText.line("abcdef", limit: 6) == "abcdef")
    #expect(CustomerText.line("abcdefg", limit: 6) == "abcde…")
    // The family is seven scalars: it is kept whole or not at all.
    #expect(CustomerText.line("ab👩‍👩‍👧‍👦cdefgh", limit: 6) == "ab…")
    // One character can carry any number of scalars.
    let tower = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(CustomerText.line(tower, limit: 50) == "…")
  }

  @Test("a name that would become a paragraph or a list entry stays in its place")
  func noStructure() throws {
    var context = MessageSamples.context(.acknowledgement(answerBy: MessageSamples.day("2026-03-16")))
    context.complaintQuote = "x\n\n- free money\n\nDear customer"
    let message = try MessageSamples.catalog.render(context, locale: "en", fallback: .english)
    #expect(message.text.contains("You wrote: “x - free money Dear customer”"))
    #expect(!message.html.contains("<li"))
  }

  @Test("no value can break the subject's line")
  func subject() throws {
    var context = MessageSamples.context(.acknowledgement(answerBy: MessageSamples.day("2026-03-16")))
    context.caseReference = "RC-1\r\nBcc: x@y.example\u{0}"
    let message = try MessageSamples.catalog.render(context, locale: "pl", fallback: .english)
    #expect(message.subject == "Otrzymaliśmy Państwa zgłoszenie RC-1 Bcc: x@y.example: opóźniona dostawa")
  }

  @Test("paragraphs, lists and joined lines")
  func parts() {
    let text = "one\n  line\n\n\nsecond\n\n- a\n  b\n- c\n\nlast\n"
    #expect(
      MessageText.parts(text) == [
        .paragraph("one line"), .paragraph("second"), .list(["a b", "c"]), .paragraph("last"),
      ])
    #expect(MessageText.parts(" \n\t\n").isEmpty)
  }
}
