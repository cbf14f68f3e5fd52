import ArgumentParser
package import Complaints

/// A day as people write it: 2026-03-31.
extension CivilDate: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

/// A time zone by its name: Europe/Warsaw.
extension Zone: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
  package var defaultValueDescription: String { identifier }
}
