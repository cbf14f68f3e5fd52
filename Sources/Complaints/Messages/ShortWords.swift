/// Words of one letter, which no line should end with: Polish and Russian typography keep them with the word that follows.
enum ShortWords {
  private static let letters: [MessageLanguage: Set<Character>] = [
    .polish: ["a", "i", "o", "u", "w", "z"], .russian: ["а", "в", "и", "к", "о", "с", "у", "я"],
  ]

  /// The text, with a no-break space behind each of them. Of the sentence's own spaces none is added or taken away.
  static func bound(_ text: String, in language: MessageLanguage) -> String {
    guard let letters = letters[language] else { return text }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    var line = ""
    for (index, word) in words.enumerated() {
      line += word
      guard index < words.count - 1 else { break }
      // An opening bracket or quotation mark may stand before it.
      let bare = word.drop { !$0.isLetter && !$0.isNumber }
      let isShort = bare.count == 1 && bare.first.map { letters.contains(Character($0.lowercased())) } == true
      line += isShort ? MessageFormats.nonBreakingSpace : " "
    }
    return line
  }
}

extension MessageText.Part {
  func binding(shortWordsOf language: MessageLanguage) -> MessageText.Part {
    switch self {
    case .paragraph(let text): .paragraph(ShortWords.bound(text, in: language))
    case .list(let entries): .list(entries.map { ShortWords.bound($0, in: language) })
    }
  }
}
