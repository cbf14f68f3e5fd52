package import Gateways

/// A folder of evidence as files: what is handed to somebody who decides outside of the shop (S42), or to the customer.
///
/// The last file, `SHA256SUMS`, vouches for all the others (`sha256sum --check`), and its own digest stands in the case's history: which
/// files were handed over can be shown later.
package struct EvidenceBundle: Sendable, Hashable {
  /// By path; `SHA256SUMS` last.
  package let files: [ZipArchive.Entry]
  /// Of `SHA256SUMS`.
  package let digest: SHA256Digest

  package init(_ files: [ZipArchive.Entry]) {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let sums = sorted.map { "\(SHA256Digest(of: $0.content).hex)  \($0.path)\n" }.joined()
    let content = Array(sums.utf8)
    self.files = sorted + [ZipArchive.Entry(path: "SHA256SUMS", content: content)]
    digest = SHA256Digest(of: content)
  }

  /// Writes the files below a folder, each as a whole, readable by their owner only.
  package func write(to folder: String) throws {
    for file in files { try DurableFile.write(file.content, to: "\(folder)/\(file.path)") }
  }

  /// Writes them as one archive.
  package func write(toArchive path: String) throws {
    try DurableFile.write(try ZipArchive(files).bytes, to: path)
  }
}

extension ZipArchive.Entry {
  init(_ path: String, text: String) { self.init(path: path, content: Array(text.utf8)) }

  /// The same in a folder.
  func below(_ folder: String) -> ZipArchive.Entry {
    ZipArchive.Entry(path: "\(folder)/\(path)", content: content)
  }
}
