/// Writes rejected rows to a file that can be corrected and imported again: the original columns or members
/// as they were, and five more that say what is wrong and that the import passes over.
///
/// The file is made with the first rejection, in the format of its row (CSV or NDJSON), readable by its
/// owner only: it holds customers' data. An earlier file is never overwritten, since somebody may be
/// correcting it: the first free of `stem.rejects.csv`, `stem.rejects-2.csv` … is taken.
package struct RejectsFile: ~Copyable {
  /// Nil while nothing was rejected.
  package private(set) var path: String?
  /// Rows, not problems.
  package private(set) var count = 0

  private let stem: String
  private var file: FileDescriptor?
  private var length = 0

  /// `stem` is a path without an extension; its folder must exist.
  package init(stem: String) { self.stem = stem }

  /// Appends a row. Blocks for as long as the disk takes.
  package mutating func write(_ rejection: ImportRejection) throws {
    let file = try file ?? create(for: rejection)
    let bytes = RejectsEncoder.row(rejection)
    try file.write(bytes, at: length)
    length += bytes.count
    count += 1
  }

  private mutating func create(for rejection: ImportRejection) throws -> FileDescriptor {
    let (created, path) = try RejectsFile.firstFree(stem, fileExtension: rejection.original.fileExtension)
    let header = RejectsEncoder.header(rejection.original)
    try created.write(header, at: 0)
    length = header.count
    file = created
    self.path = path
    return created
  }

  private static func firstFree(_ stem: String, fileExtension: String) throws -> (FileDescriptor, String) {
    for number in 1... {
      let path = "\(stem).rejects\(number == 1 ? "" : "-\(number)").\(fileExtension)"
      do {
        return (try FileDescriptor.creating(path), path)
      } catch let error as ImportFileError where error.code == 17 /* EEXIST */ && number < 1000 {
        continue
      }
    }
    preconditionFailure("the loop ends by returning or throwing")
  }
}
