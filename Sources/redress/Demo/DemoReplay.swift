import Casework
import Complaints
import Foundation
import Programs

/// A file of complaints as something that happened: business time begins with the first of them, and each is worked on when
/// its time has come.
struct DemoReplay {
  private let path: String
  private let zone: TimeZone

  init(_ path: String, policy: Policy) throws {
    self.path = path
    zone = policy.zone.asTimeZone
  }

  /// When the first complaint was received; now, when the file has none.
  func firstMoment() async throws -> Date {
    var first: Date?
    do {
      var file = try ImportFile<ComplaintRow>(path: path, zone: zone)
      while let item = try await file.next() {
        guard case .row(let row) = item else { continue }
        first = min(first ?? row.row.receivedAt, row.row.receivedAt)
      }
    } catch let refusal as FileRefusal {
      throw Failure.wrongInput("\(path) is no file of complaints.", remedy: refusal.description)
    }
    return min(first ?? Date(), Date())
  }
}
