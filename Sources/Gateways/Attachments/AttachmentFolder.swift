import Foundation

/// The embedded store of attachments: a folder with one folder for each case, in which every file is named by its digest.
///
/// Nothing that a customer says becomes a part of a path. A file is there as a whole or not at all, and readable by its owner only. What a
/// program that died between its file and its commit has left behind goes when the case's attachments are erased. Back it up with the
/// database, after it: a file too many is harmless.
///
/// Calls block their thread for as long as the disk takes.
package struct AttachmentFolder: AttachmentStore {
  private let folder: String

  /// - Parameter folder: made when it is needed.
  package init(_ folder: String) { self.folder = folder }

  package func put(_ bytes: [UInt8], under digest: SHA256Digest, for reference: String) async throws {
    // Also over one that is there: if a disk has damaged it, it is whole again.
    try DurableFile.write(bytes, to: try folder(of: reference) + "/\(digest.hex)")
  }

  package func read(_ digest: SHA256Digest, for reference: String) async throws -> [UInt8]? {
    let path = try folder(of: reference) + "/\(digest.hex)"
    guard let bytes = try DurableFile.read(path) else { return nil }
    guard SHA256Digest(of: bytes) == digest else { throw AttachmentStoreError.damaged(path) }
    return bytes
  }

  package func removeAll(but digests: Set<SHA256Digest>, for reference: String) async throws {
    let path = try folder(of: reference)
    let kept = Set(digests.map(\.hex))
    try DurableFile.removeAll(in: path) { !kept.contains($0) }
    if kept.isEmpty, FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
  }

  private func folder(of reference: String) throws(AttachmentStoreError) -> String {
    guard reference.wholeMatch(of: /R[0-9]{7,19}/) != nil else { throw .noReference }
    return "\(folder)/\(reference)"
  }
}
