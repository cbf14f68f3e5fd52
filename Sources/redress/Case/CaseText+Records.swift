import Casework
import Foundation
import Programs

/// What came in with a case, and how the sides tried to agree.
extension CaseText {
  /// With the files that are kept of it (S19).
  func shown(_ evidence: String) -> String {
    let files = file.attachments.filter { $0.erased == nil && $0.evidence.contains(evidence) }.map {
      "\($0.number)"
    }
    guard !files.isEmpty else { return "\(evidence.spaced) (no file)" }
    return "\(evidence.spaced) (file \(files.joined(separator: ", ")))"
  }

  var attachments: [String] {
    CaseText.attachments(file.attachments, time: time).lines(for: terminal)
  }

  static func attachments(_ attachments: [CaseFile.Attachment], time: (Date) -> String) -> TextTable {
    var table = TextTable(
      .number("file"), .flexible("called"), .flexible("shows"), .text("type"), .number("bytes"),
      .text("since"),
      .flexible("by"))
    for attachment in attachments {
      table.add(
        "\(attachment.number)", attachment.name ?? "erased",
        attachment.evidence.map(\.spaced).joined(separator: ", "),
        attachment.type, "\(attachment.bytes)", time(attachment.at), attachment.author)
    }
    return table
  }

  var mediations: [String] {
    file.mediations.flatMap { mediation -> [String] in
      let outcome =
        mediation.agreement.map { "agreed on proposal \($0)" } ?? mediation.outcome ?? "goes on"
      let title =
        "Mediation \(mediation.number): \(mediation.mediator?.safeForTerminal() ?? "erased"), \(outcome)"
      let proposals = mediation.proposals.flatMap { proposal -> [String] in
        let agreed = [
          proposal.shopAgreed.map { "the shop agreed \(time($0))" },
          proposal.customerAgreed.map { "the customer agreed \(time($0))" },
        ].compactMap(\.self)
        return paragraph("\(proposal.number). of the \(proposal.party): \(proposal.text ?? "erased")")
          + agreed.map { "     \($0)" }
      }
      return [terminal.bold(title)] + (mediation.dispute.map { paragraph($0) } ?? []) + proposals
    }
  }
}
