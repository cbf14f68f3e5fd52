import Foundation
import TestSupport
import Testing

@testable import Complaints

/// Whatever a customer writes, the message has the same structure as if the customer had written "x".
@Suite struct HostileMessageTests {
  @Test(arguments: Seeds.first(40)) func noTextChangesAMessage(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    let (language, kind) = (
      MessageLanguage.allCases.randomElement(using: &random)!,
      MessageKind.allCases.randomElement(using: &random)!
    )
    for kind in [kind, .acknowledgement, .optionOffer] {
      let preview = MessagePreview(
        language, merchant: try policy("pl").merchant, currency: pln, today: day("2026-03-05"))
      let base = try #require(preview.context(of: kind))
      let texts = (0..<4).map { _ in HostileText.make(12, using: &random) }
      let hostile = try render(base, texts, in: language)
      let plain = try render(base, ["x", "x", "x", "x"], in: language)

      #expect(tags(hostile.html) == tags(plain.html), "the tags of \(kind)")
      #expect(
        lines(hostile.text).map(Self.shape) == lines(plain.text).map(Self.shape), "the lines of \(kind)")
      #expect(hostile.subject.unicodeScalars.allSatisfy(Self.isInLine))
      #expect(hostile.text.unicodeScalars.allSatisfy { $0 == "\n" || Self.isInLine($0) })
      // The two forms say the same, and each text that is said stands there as it was written.
      let shown = words(hostile.html)
      for line in lines(hostile.text) where !line.isEmpty && line != "-- " {
        #expect(
          shown.contains(
            line.begins(with: "- ") ? String(line.unicodeScalars.dropFirst(2)) : line))
      }
      if kind == .publicReply { #expect(hostile == plain) }
    }
  }

  private func render(_ base: MessageContext, _ texts: [String], in language: MessageLanguage) throws
    -> RenderedMessage
  {
    var context = base
    context.customerName = texts[0]
    context.orderReference = texts[1]
    context.complaintSubject = texts[2]
    context.complaintQuote = texts[3]
    return try MessageSamples.catalog.render(context, locale: language.rawValue, fallback: language)
  }

  /// By scalars: a combining mark behind ">" makes another Character of it, and the same tag.
  private func tags(_ html: String) -> [String] {
    var tags: [String] = []
    var tag: String.UnicodeScalarView?
    for scalar in html.unicodeScalars {
      if scalar == "<" { tag = .init() }
      tag?.append(scalar)
      if scalar == ">", let whole = tag {
        tags.append(String(whole))
        tag = nil
      }
    }
    return tag == nil ? tags : tags + ["not closed"]
  }

  /// The texts between the tags, as a browser shows them.
  private func words(_ html: String) -> Set<String> {
    var words: Set<String> = []
    var word = String.UnicodeScalarView()
    for scalar in html.unicodeScalars {
      if scalar == "<" {
        words.insert(Self.unescaped(String(word)))
        word = .init()
      } else if scalar == ">" {
        word = .init()
      } else {
        word.append(scalar)
      }
    }
    return words
  }

  private static func unescaped(_ text: String) -> String {
    // Literally, and the ampersand last: NSString's search would pass over one with a combining mark.
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
      $0.replacingOccurrences(of: $1.0, with: $1.1, options: .literal)
    }
  }

  private func lines(_ text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  /// What a mail program makes of a line.
  private static func shape(_ line: String) -> String {
    line.isEmpty
      ? "empty"
      : line == "-- "
        ? "footer" : line.begins(with: "- ") ? "entry" : line.begins(with: ">") ? "quoted" : "text"
  }

  private static func isInLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
