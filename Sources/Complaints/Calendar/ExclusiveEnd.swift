package import Foundation

/// Ends are exclusive: a term that ends on the 14th is over at the first instant of the 15th.
extension Date {
  /// The last instant of a term that is over at this one. A microsecond is what the database can tell apart.
  package var lastMoment: Date { self - 0.000_001 }
}

extension Zone {
  /// The last civil day of a term that is over at that instant.
  package func lastDay(before end: Date) -> CivilDate { civilDate(of: end.lastMoment) }
}
