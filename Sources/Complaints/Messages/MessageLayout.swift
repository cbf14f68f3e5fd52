internal import Mustache

/// Wraps the blocks of a message into the plain text and the HTML that are sent.
///
/// Both come from the same paragraphs, so they cannot say different things. Everything is escaped here, at the one
/// place where HTML is made.
package struct MessageLayout: Sendable {
  /// What a layout shows.
  struct Page {
    var language: MessageLanguage
    var merchant: String
    var subject: String
    var greeting: String
    var blocks: [[MessageText.Part]]
    /// Line by line.
    var closing: [String]
    /// Empty for a message that stands in public.
    var footer: String
  }

  private let page: MustacheTemplate

  init() {
    let html = String(decoding: PackageResources.message_html, as: UTF8.self)
    // The file is part of the program and a test renders it: a mistake in it is one of ours.
    self.page = try! MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + html)
  }

  /// Paragraphs on one line each, apart by a blank line: a phone wraps them as it needs, so no hard wrapping.
  func text(_ page: Page) -> String {
    var paragraphs = [page.greeting]
    for part in page.blocks.joined() {
      switch part {
      case .paragraph(let text): paragraphs.append(text)
      case .list(let entries): paragraphs.append(entries.map { "- \($0)" }.joined(separator: "\n"))
      }
    }
    paragraphs.append(page.closing.joined(separator: "\n"))
    // "-- " on a line of its own is how mail programs know a footer.
    if !page.footer.isEmpty { paragraphs.append("-- \n\(page.footer)") }
    return paragraphs.joined(separator: "\n\n") + "\n"
  }

  /// A page of its own, without scripts, images or anything to fetch.
  func html(_ page: Page) -> String {
    var object: [String: Any] = [
      "language": page.language.rawValue,
      "merchant": MessageLayout.escaped(page.merchant),
      "subject": MessageLayout.escaped(page.subject),
      "greeting": MessageLayout.escaped(page.greeting),
      "closing": page.closing.map(MessageLayout.escaped),
      "parts": page.blocks.joined().map { part -> [String: Any] in
        switch part {
        case .paragraph(let text): ["paragraph": MessageLayout.escaped(text)]
        case .list(let entries): ["list": ["entries": entries.map(MessageLayout.escaped)]]
        }
      },
    ]
    if !page.footer.isEmpty { object["footer"] = MessageLayout.escaped(page.footer) }
    return self.page.render(object)
  }

  /// Escapes scalar by scalar. The mustache library escapes by Character and so lets `<` pass when a combining mark
  /// follows it; this does not.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
