/// Finds the word that somebody probably meant: for column names and the values of enumerations.
enum NearestWord {
  /// The word at the smallest edit distance, when it is near enough to be worth a suggestion (a third of the
  /// letters, at least two), the first one of several. Letter case, spaces and hyphens do not count.
  static func nearest(to text: String, among words: [String]) -> String? {
    let wanted = Array(normalised(text))
    guard !wanted.isEmpty, wanted.count <= 40 else { return nil }
    var best: (word: String, distance: Int)?
    for word in words {
      let distance = editDistance(wanted, Array(normalised(word)))
      if distance <= max(2, word.utf8.count / 3), distance < best?.distance ?? .max,
        distance < word.utf8.count
      {
        best = (word, distance)
      }
    }
    return best?.word
  }

  private static func normalised(_ text: String) -> String {
    String(text.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(replaced, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
