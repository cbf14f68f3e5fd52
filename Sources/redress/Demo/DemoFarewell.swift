import Programs

/// How to look around in what a demonstration has left up.
struct DemoFarewell {
  private let place: DemoPlace
  private let database: String

  init(_ place: DemoPlace, _ database: String) {
    self.place = place
    self.database = database
  }

  func lines(for terminal: Terminal) -> [String] {
    let programs = ProgramProcess.folder
    return [
      "", terminal.bold("The database is still up. Look around:"),
      "  export DATABASE_URL=\(database.shellWord) PATH=\(programs.shellWord):$PATH",
      "  redress case list                     every case; --review for those that wait for you",
      "  redress case show R0000001            one case, with all that happened",
      "  redress-monitor sla                   the clocks",
      "  redress sandbox advance 15d           let more time pass; then",
      "  redress-worker --until-idle --mail \(place.mail.shellWord)",
      "  redress sandbox stop \(place.server.shellWord)",
    ]
  }
}
