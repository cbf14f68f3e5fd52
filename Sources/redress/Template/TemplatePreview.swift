import ArgumentParser
import Complaints
import Foundation
import Gateways
import Programs

struct TemplatePreview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Writes messages with invented facts into files that a browser and a mail program open.",
    discussion: """
      Each message becomes a page (.html) and a mail (.eml):

        redress template preview option_offer --locale pl
        redress template preview --locale pl --templates texts --policy ours.yaml --to /tmp/preview
      """)

  @Argument(
    help: ArgumentHelp(
      "The kind of message: \(MessageKind.allCases.map(\.rawValue).joined(separator: ", ")) (default: all).",
      valueName: "kind"))
  var kind: MessageKind?

  @Option(help: ArgumentHelp("The language: pl, ru or en.", valueName: "language"))
  var locale: MessageLanguage

  @Option(
    help: ArgumentHelp(
      "Whose names are in the messages: a policy file, or the id of a shipped one (default: the shipped one of the language).",
      valueName: "id|file"))
  var policy: String?

  @Option(help: ArgumentHelp("Where the files are written.", valueName: "folder"))
  var to: String = "preview"

  @OptionGroup var templates: TemplateOptions

  func run() throws {
    let catalog = try templates.catalog()
    let now = Date()
    let merchant = try PreviewMerchant(locale, policy: policy, on: now)
    let shop = try MailAddress("complaints@shop.example", name: merchant.policy.merchant.name)
    for kind in kind.map({ [$0] }) ?? MessageKind.allCases {
      let message = try merchant.render(kind, with: catalog)
      let mail = OutgoingMail(
        message, from: shop, to: try MailAddress("customer@example.com"), date: now, automation: .generated)
      let stem = "\(to)/\(kind.rawValue).\(locale.rawValue)"
      try DurableFile.write(Array(message.html.utf8), to: "\(stem).html")
      try DurableFile.write(try mail.bytes(idempotencyKey: "preview-\(kind.rawValue)"), to: "\(stem).eml")
      Terminal.output.print("\(stem).html, .eml: \(message.subject)")
    }
  }
}

extension MessageKind: ExpressibleByArgument {}
