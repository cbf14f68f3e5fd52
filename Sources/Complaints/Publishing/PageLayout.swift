internal import Mustache

/// The HTML of the published page: no script, no image, nothing to fetch, and everything escaped at one place.
struct PageLayout: Sendable {
  private let page: MustacheTemplate

  init() {
    let html = String(decoding: PackageResources.page_html, as: UTF8.self)
    // The file is part of the program and a test renders it: a mistake in it is one of ours.
    page = try! MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + html)
  }

  /// - Parameter others: the same page in other languages, and where it is.
  func html(_ policy: PublishedPolicy, others: [(name: String, language: MessageLanguage, file: String)])
    -> String
  {
    var object: [String: Any] = [
      "language": policy.language.rawValue,
      "title": MessageLayout.escaped(policy.title),
      "intro": MessageLayout.escaped(policy.intro),
      "valid": MessageLayout.escaped(policy.valid),
      "sections": policy.sections.map(section),
    ]
    if !others.isEmpty {
      object["others"] = [
        "title": MessageLayout.escaped(policy.alsoIn),
        "pages": others.map {
          [
            "name": MessageLayout.escaped($0.name), "file": MessageLayout.escaped($0.file),
            "language": $0.language.rawValue,
          ]
        },
      ]
    }
    return page.render(object)
  }

  private func section(_ section: PublishedPolicy.Section) -> [String: Any] {
    [
      "id": section.topic.rawValue, "heading": MessageLayout.escaped(section.heading),
      "parts": section.parts.map { part -> [String: Any] in
        switch part {
        case .heading(let text): ["subheading": MessageLayout.escaped(text)]
        case .paragraph(let text): ["paragraph": MessageLayout.escaped(text)]
        case .list(let entries): ["list": ["entries": entries.map(entry)]]
        }
      },
    ]
  }

  private func entry(_ entry: PublishedPolicy.Entry) -> [String: Any] {
    var object: [String: Any] = [:]
    if let title = entry.title { object["name"] = MessageLayout.escaped(title) }
    if !entry.text.isEmpty { object["text"] = MessageLayout.escaped(entry.text) }
    if let link = entry.link { object["href"] = MessageLayout.escaped(link) }
    return object
  }
}
