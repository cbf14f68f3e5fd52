/// What customers read of a policy: one page in one language (S45), made of the policy that decides.
///
/// It holds no rule that the policy does not have, and leaves none out that concerns a customer: what a complaint can
/// be about, what is offered, by when, at what cost, and which ways stay open.
package struct PublishedPolicy: Sendable, Hashable {
  /// The parts of the page, in their order.
  package enum Topic: String, Sendable, Hashable, CaseIterable {
    case how, what, times, refused, returns, also
  }

  package struct Section: Sendable, Hashable {
    package let topic: Topic
    package let heading: String
    package var parts: [Part]
  }

  package enum Part: Sendable, Hashable {
    case heading(String)
    case paragraph(String)
    case list([Entry])
  }

  /// A line of a list.
  package struct Entry: Sendable, Hashable {
    package var title: String?
    package var text: String
    /// Where a click leads; `nil`: nowhere.
    package var link: String?

    init(_ title: String? = nil, _ text: String, link: String? = nil) {
      self.title = title
      self.text = text
      self.link = link
    }
  }

  package let language: MessageLanguage
  /// The language's own name for itself.
  package let languageName: String
  package let title: String
  package let intro: String
  package let valid: String
  /// Before the links to the page in other languages.
  package let alsoIn: String
  /// Those that the policy has something to say in.
  package let sections: [Section]

  init(_ policy: Policy, texts: PageTexts, formats: MessageFormats) {
    let page = PolicyPage(policy: policy, texts: texts, formats: formats)
    language = texts.language
    languageName = texts.text("frame.language")
    let merchant = policy.merchant
    title = texts.text("frame.title", ["merchant": merchant.name])
    intro = texts.text(
      "frame.intro", ["merchant": merchant.name, "responsible": merchant.responsiblePerson])
    valid = texts.text("frame.valid", ["date": formats.date(policy.validFrom)])
    alsoIn = texts.text("frame.also_in")
    sections = Topic.allCases.compactMap { topic in
      let parts = page.parts(of: topic)
      return parts.isEmpty
        ? nil : Section(topic: topic, heading: texts.text("headings.\(topic.rawValue)"), parts: parts)
    }
  }
}
