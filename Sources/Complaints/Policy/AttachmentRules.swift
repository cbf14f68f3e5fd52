/// What customers may send in.
package struct AttachmentRules: Sendable, Hashable {
  /// The most files of one case.
  package let files: Int
  /// How large one may be, in bytes of a million to the megabyte.
  package let largest: Int
  package let types: Set<AttachmentType>

  package init(files: Int, largest: Int, types: Set<AttachmentType>) {
    self.files = files
    self.largest = largest
    self.types = types
  }

  /// No policy allows larger ones: a file is held in memory while it is taken in.
  package static let megabytes = 1...100

  /// Of a policy that says nothing: twenty files of ten megabytes, of any type that is known.
  package static let standard = AttachmentRules(
    files: 20, largest: 10_000_000, types: Set(AttachmentType.allCases))

  /// What the file is; it may be kept.
  ///
  /// - Parameter count: how many files the case has already.
  package func type(of content: [UInt8], beside count: Int) throws(AttachmentFault) -> AttachmentType {
    guard !content.isEmpty else { throw .empty }
    guard content.count <= largest else { throw .tooLarge(limit: largest) }
    guard let type = AttachmentType(content: content) else { throw .unknownType }
    guard types.contains(type) else { throw .typeNotTaken(type) }
    guard count < files else { throw .tooMany(limit: files) }
    return type
  }
}

/// Why a file is not kept.
package enum AttachmentFault: Error, Sendable, Hashable {
  case empty
  /// In bytes.
  case tooLarge(limit: Int)
  case unknownType
  case typeNotTaken(AttachmentType)
  case tooMany(limit: Int)
}
