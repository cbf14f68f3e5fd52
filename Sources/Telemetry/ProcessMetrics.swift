import Foundation

/// What every process tells of itself, by the names that Prometheus' own libraries use.
package enum ProcessMetrics {
  /// Empty where there is no /proc.
  package static func families(program: String, version: String) -> [MetricFamily] {
    var info = MetricFamily("redress_build_info", .gauge, "Always 1; the labels say what runs.")
    info.add(1, MetricFamily.Label("program", program), MetricFamily.Label("version", version))
    var families = [info]
    func add(_ name: String, _ kind: MetricFamily.Kind, _ help: String, _ value: Double?) {
      guard let value else { return }
      var family = MetricFamily(name, kind, help)
      family.add(value)
      families.append(family)
    }
    let fields = stat
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    add(
      "process_cpu_seconds_total", .counter, "Seconds of processor time, of the user and the system.",
      fields.flatMap { fields in
        number(fields, 11).flatMap { user in number(fields, 12).map { (user + $0) / ticks } }
      })
    add(
      "process_resident_memory_bytes", .gauge, "Bytes of memory that are resident.",
      fields.flatMap { number($0, 21) }.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) })
    add(
      "process_start_time_seconds", .gauge, "When the process started, in seconds since 1970.",
      fields.flatMap { number($0, 19) }.flatMap { start in bootTime.map { $0 + start / ticks } })
    add(
      "process_open_fds", .gauge, "Open file descriptors.",
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double($0.count) })
    return families
  }

  /// The fields behind the program's name, which may hold anything: see proc(5). The first is the state, the third of the page.
  private static var stat: [Substring]? {
    guard let text = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    return text[text.index(after: end)...].split(separator: " ")
  }

  private static func number(_ fields: [Substring], _ index: Int) -> Double? {
    fields.indices.contains(index) ? Double(fields[index]) : nil
  }

  private static var bootTime: Double? {
    guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8) else { return nil }
    return text.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
  }
}
