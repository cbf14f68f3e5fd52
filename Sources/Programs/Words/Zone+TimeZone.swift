package import Complaints
package import Foundation

extension Zone {
  /// For the readers of files. Every zone that can be made has one.
  package var asTimeZone: TimeZone { TimeZone(identifier: identifier)! }
}
