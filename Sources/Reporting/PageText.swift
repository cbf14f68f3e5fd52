package import Programs

/// A page on a terminal: the moment, then section by section. Tables stand without their headings, which their first columns say too.
package enum PageText {
  /// - Parameter isHeaded: with the headings all the same, where a page is made of several reports.
  package static func lines(_ page: Page, _ terminal: Terminal, isHeaded: Bool = false) -> [String] {
    let sections = page.sections.map { section in
      (isHeaded ? [terminal.bold(section.heading.safeForTerminal())] : [])
        + section.notes.flatMap { note in
          wrapped(note.text.safeForTerminal(), to: terminal.width).map {
            note.isAlarming ? terminal.alarming($0) : $0
          }
        } + table(section, terminal)
    }
    return Array(([[page.moment]] + sections).joined(separator: [""]))
  }

  private static func table(_ section: Page.Section, _ terminal: Terminal) -> [String] {
    var table = TextTable(section.columns)
    for row in section.rows { table.add(row.map(\.text)) }
    return table.lines(for: terminal)
  }
}
