/// Where the bytes of attachments are. The database knows them by case and digest; what they are called is nobody's business here.
///
/// All calls about one case are made under that case's lock: nothing is put while something is removed.
package protocol AttachmentStore: Sendable {
  /// Keeps bytes; they are durable when it returns. The same bytes again change nothing.
  ///
  /// - Parameters:
  ///   - digest: of the bytes, by which they are read again.
  ///   - reference: of the case, `R0000012`.
  func put(_ bytes: [UInt8], under digest: SHA256Digest, for reference: String) async throws

  /// The bytes, compared with their digest; `nil` when they are not here.
  ///
  /// - Throws: `AttachmentStoreError.damaged` when they are not what was put.
  func read(_ digest: SHA256Digest, for reference: String) async throws -> [UInt8]?

  /// Removes whatever is here of the case but these.
  func removeAll(but digests: Set<SHA256Digest>, for reference: String) async throws
}

/// Why an attachment cannot be kept or read.
package enum AttachmentStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A case's reference that is none: it would become a path.
  case noReference
  /// Somebody, or a disk, has changed the bytes.
  case damaged(String)

  package var description: String {
    switch self {
    case .noReference: "attachments are kept by the references of cases, such as R0000012"
    case .damaged(let path): "\(path) is not what was put there: its digest is another one"
    }
  }
}
