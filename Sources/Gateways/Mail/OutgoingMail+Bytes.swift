extension OutgoingMail {
  /// The mail as the bytes of RFC 5322, as a gateway would send it: to be looked at, not to be sent.
  ///
  /// - Throws: `MailError` as sending does.
  package func bytes(idempotencyKey: String) throws(MailError) -> [UInt8] {
    try MailMessage(self, key: MailKey(idempotencyKey)).bytes
  }
}
