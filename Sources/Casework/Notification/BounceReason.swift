/// Why a mail came back. The raw value is what the table holds and `casework.report_bounce` takes.
package enum BounceReason: String, Sendable, Hashable, Codable, CaseIterable {
  case unknownAddress = "unknown_address"
  case mailboxFull = "mailbox_full"
  /// The server takes nothing from us.
  case refused
  /// Nobody took it for days.
  case expired
  case other
}
