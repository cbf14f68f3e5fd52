/// What kind of file an attachment is, found from its content: a name says what its sender likes.
package enum AttachmentType: String, Sendable, Hashable, Codable, CaseIterable {
  case pdf, jpeg, png, gif, webp, heic, mp4
  /// UTF-8 without control characters: a letter, a mail, a log. Shown as text, whatever markup it holds.
  case text

  /// `nil`: none that is known here, or nothing at all.
  ///
  /// Looks at the beginning only, but for texts. What a file holds behind a right beginning is for the program that opens it.
  package init?(content: [UInt8]) {
    func begins(_ signature: [UInt8], at offset: Int = 0) -> Bool {
      content.dropFirst(offset).starts(with: signature)
    }
    func begins(_ signature: String, at offset: Int = 0) -> Bool {
      begins(Array(signature.utf8), at: offset)
    }
    if begins("%PDF-") {
      self = .pdf
    } else if begins([0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if begins("GIF87a") || begins("GIF89a") {
      self = .gif
    } else if begins("RIFF"), begins("WEBP", at: 8) {
      self = .webp
    } else if begins("ftyp", at: 4), let type = Self.brands[Array(content.dropFirst(8).prefix(4))] {
      self = type
    } else if Self.isText(content) {
      self = .text
    } else {
      return nil
    }
  }

  /// By which a system opens it, without the point.
  package var fileExtension: String {
    switch self {
    case .jpeg: "jpg"
    case .text: "txt"
    case .pdf, .png, .gif, .webp, .heic, .mp4: rawValue
    }
  }

  /// The main brands of ISO base media files, as telephones write them.
  private static let brands: [[UInt8]: AttachmentType] = {
    let pictures = ["heic", "heix", "heim", "heis", "mif1", "msf1"].map { ($0, AttachmentType.heic) }
    let films = [
      "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "qt  ", "3gp4", "3gp5",
    ]
    .map { ($0, AttachmentType.mp4) }
    return Dictionary(uniqueKeysWithValues: (pictures + films).map { (Array($0.0.utf8), $0.1) })
  }()

  private static func isText(_ content: [UInt8]) -> Bool {
    guard !content.isEmpty, let text = String(validating: content, as: UTF8.self) else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control || "\t\n\r\u{0C}".unicodeScalars.contains(scalar)
    }
  }
}
