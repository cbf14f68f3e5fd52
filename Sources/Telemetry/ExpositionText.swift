/// The text that Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4.
///
/// A label's value may be any text: it is escaped, so that whatever a host or a queue is called changes nothing of the structure.
package enum ExpositionText {
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// Families without samples are left out.
  package static func text(_ families: [MetricFamily]) -> String {
    families.filter { !$0.samples.isEmpty }.map(text).joined()
  }

  private static func text(_ family: MetricFamily) -> String {
    let head =
      "# HELP \(family.name) \(escaped(family.help))\n# TYPE \(family.name) \(family.kind.rawValue)\n"
    return family.samples.reduce(into: head) { text, sample in
      text += family.name + sample.suffix
      if !sample.labels.isEmpty {
        let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
        text += "{\(labels.joined(separator: ","))}"
      }
      text += " \(number(sample.value))\n"
    }
  }

  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private static func escaped(_ text: String, quotes: Bool = false) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
