import ArgumentParser
import Casework
import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Programs

/// Where the outside is. The embedded gateways need nothing but a folder: mails are files there, payouts and vouchers are in the
/// database.
struct GatewayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that messages are written to: mails as .eml files, and what a person must pass on. REDRESS_MAIL stands in for the flag.",
      valueName: "folder"))
  var mail: String = environment["REDRESS_MAIL"] ?? "mail"

  @Option(
    help: ArgumentHelp(
      "Whose address mails come from. REDRESS_SENDER stands in for the flag.",
      valueName: "address"))
  var sender: String = environment["REDRESS_SENDER"] ?? "complaints@shop.example"

  @OptionGroup var attachments: AttachmentOptions
  @Option(
    help: ArgumentHelp(
      "The shop's people get one mail about their cases in this time at most, in business time.",
      valueName: "time"))
  var digestEvery = DurationOption(.seconds(3600), "1h")

  @OptionGroup var templates: TemplateOptions

  private static let environment = ProcessInfo.processInfo.environment

  /// The steps of a case. Templates are read and checked here: a worker that cannot write must not start.
  func handlers(_ pool: Pool) throws -> [any JobHandler] {
    let policies = PolicyCache()
    let mailFolder = try MailFolder(URL(fileURLWithPath: mail))
    let sender = try MailAddress(sender)
    let sources = BundleSources(
      attachments: AttachmentFolder(attachments.attachments), messages: MessageArchive(mail))
    let desk = PaymentDesk(money: PayoutBook(pool), codes: VoucherBook(pool))
    return [
      VerifyHandler(policies: policies), RecheckHandler(policies: policies),
      DisagreementHandler(policies: policies),
      CompensateHandler(pool: pool, desk: desk, policies: policies),
      NotifyHandler(
        pool: pool, mail: mailFolder, handover: HandoverFolder("\(mail)/handover"), sender: sender,
        catalog: try templates.catalog(), policies: policies),
      DeliveryHandler(policies: policies), ClockHandler(policies: policies),
      RetentionHandler(policies: policies),
      ForgetHandler(store: sources.attachments, archive: sources.messages),
      HandOverHandler(sources: sources, policies: policies),
      StaffDigestHandler(
        pool: pool, mail: mailFolder, sender: sender, interval: digestEvery.duration, policies: policies),
    ]
  }
}
