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
  @OptionGroup var messages: MailFolderOptions

  @Option(
    help: ArgumentHelp(
      "Whose address mails come from. REDRESS_SENDER stands in for the flag.",
      valueName: "address"))
  var sender: String = Setting.named("REDRESS_SENDER") ?? "complaints@shop.example"

  @OptionGroup var attachments: AttachmentOptions
  @Option(
    help: ArgumentHelp(
      "The shop's people get one mail about their cases in this time at most, in business time.",
      valueName: "time"))
  var digestEvery = DurationOption(.seconds(3600), "1h")

  @OptionGroup var templates: TemplateOptions

  /// The steps of a case. Templates are read and checked here: a worker that cannot write must not start.
  func handlers(_ pool: Pool) throws -> [any JobHandler] {
    let policies = PolicyCache()
    let folder = messages.mail
    let mail = try MailFolder(URL(fileURLWithPath: folder))
    let sender = try MailAddress(sender)
    let sources = BundleSources(
      attachments: AttachmentFolder(attachments.attachments), messages: MessageArchive(folder))
    let desk = PaymentDesk(money: PayoutBook(pool), codes: VoucherBook(pool))
    return [
      VerifyHandler(policies: policies), RecheckHandler(policies: policies),
      DisagreementHandler(policies: policies),
      CompensateHandler(pool: pool, desk: desk, policies: policies),
      InquiryHandler(pool: pool, desk: desk, policies: policies),
      NotifyHandler(
        pool: pool, mail: mail, handover: HandoverFolder("\(folder)/handover"), sender: sender,
        catalog: try templates.catalog(), policies: policies),
      DeliveryHandler(policies: policies), ClockHandler(policies: policies),
      RetentionHandler(policies: policies),
      ForgetHandler(store: sources.attachments, archive: sources.messages),
      HandOverHandler(sources: sources, policies: policies),
      StaffDigestHandler(
        pool: pool, mail: mail, sender: sender, interval: digestEvery.duration, policies: policies),
    ]
  }
}
