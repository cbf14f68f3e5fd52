import Casework
import Complaints
import Foundation
import Programs

/// Reads a complaint out of flags with the very rules of the import, so that there is one set of them: as a file of one row.
struct ComplaintForm {
  private var fields: [String: String]

  /// - Parameters:
  ///   - reference: of the complaint, if the flags do not say.
  ///   - moment: when it was sent, if the flags do not say.
  init(_ options: ComplaintOptions, reference: String, body: String, sent moment: Date) {
    fields = options.fields
    fields["body"] = body
    fields["submitted_at"] = fields["submitted_at"] ?? DomainJSON.text(of: moment)
    fields["reference"] = fields["reference"] ?? reference
  }

  static func newReference() -> String { "submitted-\(UUID().uuidString.lowercased())" }

  func row(zone: Zone) throws -> ImportedRow<ComplaintRow> {
    var reader = ImportReader(ComplaintRow.self, zone: zone.asTimeZone)
    let bytes = Array(try JSONEncoder().encode(fields))
    while true {
      switch try reader.next() {
      case .needsBytes(let offset): reader.supply(Array(bytes.dropFirst(offset)))
      case .item(.row(let imported)): return imported
      case .item(.rejected(let rejection)): throw Self.failure(rejection)
      // About the file: its fields are ours.
      case .item(.notice): continue
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
