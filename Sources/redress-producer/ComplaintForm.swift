import Casework
import Complaints
import Foundation
import Programs

/// Reads a complaint out of flags with the very rules of the import, so that there is one set of them: as a file of one row.
struct ComplaintForm {
  private var fields: [String: String]

  init(_ options: ComplaintOptions, body: String) {
    fields = options.fields
    fields["body"] = body
    let now = Date()
    fields["submitted_at"] = fields["submitted_at"] ?? now.formatted(.iso8601)
    fields["reference"] = fields["reference"] ?? "submitted-\(UUID().uuidString.lowercased())"
  }

  func row(zone: Zone) throws -> ComplaintRow {
    var reader = ImportReader(ComplaintRow.self, zone: zone.asTimeZone)
    let bytes = Array(try JSONEncoder().encode(fields))
    while true {
      switch try reader.next() {
      case .needsBytes(let offset): reader.supply(Array(bytes.dropFirst(offset)))
      case .item(.row(let imported)): return imported.row
      case .item(.rejected(let rejection)): throw Self.failure(rejection)
      case .item(.notice(let notice)): Terminal.error.print("notice: \(notice.description)")
      case .finished: throw Failure("The complaint could not be read.")
      }
    }
  }

  private static func failure(_ rejection: ImportRejection) -> Failure {
    let problems = rejection.problems.map { problem in
      "\(problem.field.map { "\($0): " } ?? "")\(problem.reason): \(problem.remedy)"
    }
    return .wrongInput("The complaint was not taken in.", remedy: problems.joined(separator: "\n"))
  }
}
