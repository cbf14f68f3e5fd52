import FullScreen

/// Breaks a text at its blanks so that no line is wider than `width`; its own line feeds stay, and so does a line that fits.
///
/// - Parameter width: `nil` leaves the lines as they are.
package func wrapped(_ text: String, to width: Int?) -> [String] {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  guard let width else { return lines.map(String.init) }
  return lines.flatMap { wrappedLine($0, to: width) }
}

private func wrappedLine(_ line: Substring, to width: Int) -> [String] {
  guard DisplayWidth.of(line) > width else { return [String(line)] }
  let margin = String(line.prefix { $0 == " " })
  var lines: [String] = []
  var current = margin
  for word in line.split(separator: " ") {
    if current.count > margin.count, DisplayWidth.of(current) + 1 + DisplayWidth.of(word) > width {
      lines.append(current)
      current = margin
    }
    current += current.count > margin.count ? " \(word)" : word
  }
  return lines + [current]
}
