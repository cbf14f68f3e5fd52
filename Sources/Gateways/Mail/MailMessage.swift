internal import Complaints
internal import Foundation

/// A mail as the bytes of RFC 5322, with a text and an HTML alternative (RFC 2046).
///
/// No parameter of these headers takes free text, so RFC 2231's encoding has nothing to do here.
struct MailMessage {
  let id: String
  let bytes: [UInt8]

  /// "=_" cannot occur in quoted-printable text, so this boundary cannot occur in a body, whatever it says; and a
  /// fixed one makes the same mail the same bytes.
  private static let boundary = "=_redress_alternative"

  init(_ mail: OutgoingMail, key: MailKey) throws(MailError) {
    try MailError.rejectControls(in: mail.subject, .subject)
    self.id = key.messageID(domain: mail.from.domain)

    var headers = [
      "Date: \(MailMessage.date(mail.date))",
      HeaderText.mailbox("From", mail.from),
      HeaderText.mailbox("To", mail.to),
    ]
    if let replyTo = mail.replyTo { headers.append(HeaderText.mailbox("Reply-To", replyTo)) }
    headers.append(HeaderText.unstructured("Subject", mail.subject))
    headers.append("Message-ID: \(id)")
    var previous: [String] = []
    for key in mail.previousKeys { previous.append(try MailKey(key).messageID(domain: mail.from.domain)) }
    if let first = previous.first, let last = previous.last {
      headers.append("In-Reply-To: \(last)")
      // A long conversation keeps its first mail, by which programs find it, and the latest ones (RFC 5322, 3.6.4).
      headers.append(
        HeaderText.list("References", previous.count > 10 ? [first] + previous.suffix(9) : previous))
    }
    headers += ["MIME-Version: 1.0", "Content-Language: \(mail.language.rawValue)"]
    if mail.automation != .none { headers.append("Auto-Submitted: \(mail.automation.rawValue)") }
    headers.append("Content-Type: multipart/alternative;\r\n boundary=\"\(MailMessage.boundary)\"")

    var bytes = Array((headers.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    for (type, body) in [("plain", mail.text), ("html", mail.html)] {
      bytes += Array(
        """
        --\(MailMessage.boundary)\r
        Content-Type: text/\(type); charset=utf-8\r
        Content-Transfer-Encoding: quoted-printable\r
        \r\n
        """.utf8)
      // The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1).
      bytes += QuotedPrintable.encode(body) + [13, 10]
    }
    bytes += Array("--\(MailMessage.boundary)--\r\n".utf8)
    self.bytes = bytes
  }

  /// `Mon, 2 Mar 2026 09:05:07 +0000`: in UTC, in English, whatever the machine's zone and language.
  static func date(_ date: Date) -> String {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    let secondOfDay = ((seconds % 86_400) + 86_400) % 86_400
    let day = CivilDate(daysSinceEpoch: (seconds - secondOfDay) / 86_400)
    let (year, month, dayOfMonth) = day.components
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map(two).joined(separator: ":")
    return "\(weekdays[day.weekday - 1]), \(dayOfMonth) \(months[month - 1]) \(year) \(time) +0000"
  }
}
