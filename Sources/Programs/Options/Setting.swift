import Foundation

/// What stands in for a flag that was not given: a variable of the environment, or a line of the settings file.
package enum Setting {
  /// `nil` where it is empty, too: `REDRESS_MAIL=` in a file of a container means "not said".
  package static func named(_ name: String) -> String? {
    guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { return nil }
    return value
  }
}
