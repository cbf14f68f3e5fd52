/// A table of the files page_pl.yaml and the like: its keys, and for each the names that its text has to use.
///
/// Unlike in messages a name is always there, and a text must use each of its names: a page that leaves a term out
/// promises nothing.
struct PageTable: Sendable {
  let name: String
  /// By key.
  let names: [String: Set<String>]

  init(_ name: String, _ names: [String: Set<String>]) {
    self.name = name
    self.names = names
  }

  /// A table with a text for each word of a vocabulary, all with the same names.
  private static func words<Word: CaseIterable & RawRepresentable<String>>(
    _ name: String, _: Word.Type, _ names: Set<String> = []
  ) -> PageTable {
    PageTable(name, Dictionary(uniqueKeysWithValues: Word.allCases.map { ($0.rawValue, names) }))
  }

  static let all: [PageTable] = [
    PageTable(
      "frame",
      [
        "title": ["merchant"], "intro": ["merchant", "responsible"], "valid": ["date"], "also_in": [],
        "language": [],
      ]),
    words("headings", PublishedPolicy.Topic.self),
    PageTable("how", ["any": [], "tell": [], "durable": ["channels"], "contact": ["contact"]]),
    words("channels", Channel.self),
    PageTable(
      "kind", ["evidence": ["evidence"], "filing": ["term", "start"], "offers": [], "personal": []]),
    words("evidence", Evidence.self),
    PageTable("filing", ["general": ["term", "start"], "after_repair": ["term"]]),
    PageTable("starts", ["delivered": [], "ordered": [], "choice": [], "decision": [], "receipt": []]),
    words("remedies", Remedy.self),
    PageTable(
      "amounts",
      [
        "paid": [], "claimed": [], "late_penalty": [], "fixed": ["amount"], "share": ["share", "base"],
        "at_least": ["amount"], "at_most": ["amount"],
      ]),
    words("bases", AmountBase.self),
    PageTable(
      "conditions",
      ["needs_return": [], "collected": [], "days_late": ["days"], "goodwill": [], "second_tier": []]),
    PageTable(
      "times",
      Dictionary(
        uniqueKeysWithValues: ClockKind.timedByPolicy.map {
          ($0.rawValue, $0 == .remedy ? ["term", "start"] : ["term"])
        })),
    PageTable(
      "time",
      ["roll": [], "by_remedy": ["remedy", "term"], "deemed": ["standings"], "default": ["remedies"]]),
    words("standings", Standing.self),
    PageTable(
      "refused",
      [
        "grounds": [], "person": [], "machine": ["grounds"], "appeal": ["term"], "routes": [],
        "takes_part": [],
        "declines": [],
      ]),
    words("grounds", RejectionGround.self),
    words("routes", EscalationRoute.Kind.self),
    PageTable(
      "returns",
      [
        "change_of_mind_customer": [], "change_of_mind_merchant": [], "fault_customer": [],
        "fault_merchant": [], "online_withdrawal": [],
      ]),
    PageTable(
      "also",
      [
        "late_penalty": ["rate", "base", "cap"], "remedy_penalty": ["rate", "base", "cap"],
        "material": ["days"], "category": ["category", "days"], "loyalty": ["count", "remedy"],
        "vouchers": ["term"], "survey": ["term"],
        "retention": ["customer_data", "messages", "attachments"],
      ]),
  ]

  /// Tables whose entries have two texts.
  static let kindFields = ["title", "about"]
}
