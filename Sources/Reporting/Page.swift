import Programs

/// What a report tells people: sections of sentences and tables. A terminal shows it as text (`PageText`), a browser as a page (`PageLayout`),
/// so that both say the same.
package struct Page: Sendable {
  package struct Section: Sendable {
    /// Of the section in a page, for links and for refreshing it in place.
    let id: String
    let heading: String
    private(set) var notes: [Note] = []
    /// Where a page tells more, with its words; a terminal cannot go there.
    private(set) var links: [Cell] = []
    let columns: [TextTable.Column]
    private(set) var rows: [[Cell]] = []
    /// Of what the rows say, for a printed report.
    private(set) var charts: [Chart] = []

    init(_ id: String, _ heading: String, _ columns: TextTable.Column...) {
      self.init(id, heading, columns)
    }

    init(_ id: String, _ heading: String, _ columns: [TextTable.Column]) {
      self.id = id
      self.heading = heading
      self.columns = columns
    }

    var isEmpty: Bool { notes.isEmpty && links.isEmpty && rows.isEmpty }

    /// Adds a row; one cell a column.
    mutating func add(_ cells: Cell...) { add(cells) }

    mutating func add(_ cells: [Cell]) {
      precondition(cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
      rows.append(cells)
    }

    mutating func say(_ text: String) { notes.append(Note(text: text, isAlarming: false)) }
    mutating func draw(_ chart: Chart) { charts.append(chart) }
    /// Says what somebody should look at.
    mutating func warn(_ text: String) { notes.append(Note(text: text, isAlarming: true)) }
    mutating func link(_ text: String, to path: String) { links.append(Cell(text, link: path)) }
  }

  struct Note: Sendable, Hashable {
    let text: String
    let isAlarming: Bool
  }

  struct Cell: Sendable, Hashable, ExpressibleByStringInterpolation {
    let text: String
    /// Where a page tells more.
    var link: String?
    var isAlarming = false

    init(_ text: String, link: String? = nil, isAlarming: Bool = false) {
      self.text = text
      self.link = link
      self.isAlarming = isAlarming
    }

    init(stringLiteral text: String) { self.init(text) }
  }

  let title: String
  let moment: String
  /// What has nothing to say is left out.
  let sections: [Section]

  init(_ title: String, moment: String, _ sections: Section...) {
    self.init(title, moment: moment, sections)
  }

  init(_ title: String, moment: String, _ sections: [Section]) {
    self.title = title
    self.moment = moment
    self.sections = sections.filter { !$0.isEmpty }
  }
}
