package import Complaints
import Foundation
package import Gateways
import LibPQ

/// A file as it is known after it was taken in.
package struct TakenAttachment: Sendable, Hashable {
  /// By which people name it, within its case.
  package let number: Int
  package let type: AttachmentType
  /// The case had the same bytes before.
  package let wasThere: Bool
}

extension CaseDesk {
  /// Keeps a file with a case. What it shows is evidence (S19): a case that waited for it, or for a person, is verified again
  /// as soon as it shows something that was not there before.
  ///
  /// Its type is found in its content; `name` is what people read, and no path.
  ///
  /// - Parameter evidence: what it shows; nothing of the list: the file is kept, and the rules do not look at it.
  package func attach(
    _ reference: String, _ content: [UInt8], named name: AttachmentName, showing evidence: Set<Evidence> = [],
    by person: String, in store: any AttachmentStore
  ) async throws -> TakenAttachment {
    let actor = try await self.person(person)
    return try await change(reference) { locked in
      let head = locked.head
      let others = try await locked.attachments().filter { $0.digest != nil }
      let digest = SHA256Digest(of: content)
      let known = others.contains { $0.digest == digest }
      let type = try locked.policy.attachments.type(of: content, beside: others.count - (known ? 1 : 0))
      // The file before its row: one that no row speaks of is cleared away with the case's others.
      try await store.put(content, under: digest, for: head.reference)
      let words = evidence.words
      let row = try await locked.transaction.execute(
        .addAttachment, head.caseID, name.text, type.rawValue, Int64(content.count), digest.bytes, words,
        actor.personName ?? actor.rawValue)[0]
      let taken = TakenAttachment(
        number: try row.decode(Int.self, "number"), type: type, wasThere: try !row.decode(Bool.self, "is_new")
      )
      var transition = locked.transition
      transition.record(
        .attachmentAdded, by: actor,
        [
          "attachment": .number(taken.number), "type": .text(type.rawValue), "evidence": .list(words),
        ])
      var effects = CaseEffects(moment: locked.moment)
      let isNews = try await locked.add(ProvidedInformation(evidence: evidence))
      if isNews, !head.isDeemed { try effects.verifyAgain(head, by: actor, &transition) }
      effects.transitions = [transition]
      try await effects.apply(in: locked.transaction)
      return taken
    }
  }

  /// The bytes of an attachment, compared with the digest that was noted when it came in.
  package func attachment(
    _ reference: String, _ number: Int, in store: any AttachmentStore
  ) async throws -> [UInt8] {
    try await change(reference, includesErased: true) { locked in
      guard let kept = try await locked.attachments().first(where: { $0.number == number }) else {
        throw CaseRefusal.unknownAttachment(locked.head.reference, number)
      }
      guard let digest = kept.digest else {
        throw CaseRefusal.attachmentErased(locked.head.reference, number)
      }
      guard let content = try await store.read(digest, for: locked.head.reference) else {
        throw CaseRefusal.attachmentNotInStore(locked.head.reference, number)
      }
      return content
    }
  }
}

/// A row of list_attachments.
struct KeptAttachment: Sendable, Hashable {
  let number: Int
  /// `nil`: erased.
  let digest: SHA256Digest?
  let evidence: [Evidence]
}

extension CaseDesk.LockedCase {
  func attachments() async throws -> [KeptAttachment] {
    try await transaction.execute(.listAttachments, head.caseID).map { row in
      KeptAttachment(
        number: try row.decode(Int.self, "number"),
        digest: try row.decode([UInt8]?.self, "digest").flatMap { SHA256Digest(bytes: $0) },
        evidence: try row.decode([String].self, "evidence").compactMap(Evidence.init(rawValue:)))
    }
  }
}
