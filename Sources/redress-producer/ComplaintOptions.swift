import ArgumentParser
import Complaints

/// The fields of a complaint as flags. They are checked as those of a file are: docs/import.md.
struct ComplaintOptions: ParsableArguments {
  @Option(
    help:
      "What it is about: \(ComplaintKind.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var kind: String

  @Option(
    help: "Your own reference of the complaint; repeating it takes nothing in twice (default: a new one).")
  var reference: String?

  @Option(help: "The order's reference, as the customer gave it.")
  var order: String?

  @Option(help: "The customer's reference.")
  var customer: String?

  @Option(help: "The customer's name.")
  var name: String?

  @Option(help: "The customer's address for mail.")
  var email: String?

  @Option(help: "How it came in: email, web_form, chat, phone, social, letter.")
  var channel: String = "web_form"

  @Option(help: "How the customer wants to be answered; else the way it came in.")
  var preferredChannel: String?

  @Option(help: "The customer's language: pl, ru, en, pt-BR …")
  var locale: String

  @Option(help: "In which role the customer bought: consumer, sole_trader, business.")
  var standing: String?

  @Option(
    help:
      "When it was sent: 2026-03-01T10:00:00+01:00, or a local time in the policy's zone (default: now, in business time)."
  )
  var submittedAt: String?

  @Option(help: "When its receipt was confirmed, which starts the clocks (default: when it was sent).")
  var receivedAt: String?

  @Option(parsing: .unconditional, help: "Its subject.")
  var subject: String?

  @Option(parsing: .unconditional, help: "The customer's words (default: standard input).")
  var body: String?

  // Unconditional: -5.00 is to be told that an amount is not negative, not that it is no flag.
  @Option(parsing: .unconditional, help: "The amount that is claimed, such as 59.90; needs --currency.")
  var claim: String?

  @Option(help: "The currency of the claim, such as PLN.")
  var currency: String?

  @Option(help: "What the customer wants: refund_full, replacement, repair, voucher …")
  var remedy: String?

  @Option(help: "What the customer can show, separated by ; or blanks: receipt; photos")
  var evidence: String?

  @Option(help: "The account to which a refund may go.")
  var iban: String?

  @Option(parsing: .unconditional, help: "What happened, in the customer's words.")
  var happened: String?

  @Option(help: "When it began: 2026-03-01.")
  var began: String?

  @Option(parsing: .unconditional, help: "What the customer has tried.")
  var tried: String?

  @Option(help: "Who of the shop takes it in; somebody of redress handler list, where there is one.")
  var takenBy: String?

  @Option(help: "When the customer was first spoken to, as --submitted-at.")
  var contactedAt: String?

  @Option(help: "The version of the form that was filled in.")
  var form: String?

  @Option(help: "What matters most to the customer: speed, compensation.")
  var preference: String?

  @Option(help: "The product that it is about, by the shop's number.")
  var product: String?

  /// By the names that import files have for them.
  var fields: [String: String] {
    [
      "kind": kind, "reference": reference, "order_reference": order, "customer_reference": customer,
      "customer_name": name, "customer_email": email, "channel": channel,
      "preferred_channel": preferredChannel,
      "locale": locale, "standing": standing, "submitted_at": submittedAt, "received_at": receivedAt,
      "subject": subject, "claimed_amount": claim, "currency": currency, "desired_remedy": remedy,
      "evidence": evidence, "refund_iban": iban, "happened": happened, "started_on": began, "tried": tried,
      "taken_by": takenBy, "contacted_at": contactedAt, "form_version": form,
      "preference": preference, "product": product,
    ].compactMapValues(\.self)
  }
}
