import Complaints
import Foundation

extension Zone {
  /// For the readers of files. Every zone that can be made has one.
  var asTimeZone: TimeZone { TimeZone(identifier: identifier)! }
}
