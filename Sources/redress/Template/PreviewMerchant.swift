import Complaints
import Foundation
import Programs

/// Whose messages are previewed: the names of a policy, with invented facts.
struct PreviewMerchant {
  let policy: Policy
  private let language: MessageLanguage
  private let preview: MessagePreview

  /// - Parameter name: of a policy; `nil`: the shipped one that fits the language.
  init(_ language: MessageLanguage, policy name: String? = nil, on day: Date = Date()) throws {
    let shipped =
      switch language {
      case .polish: "pl"
      case .russian: "ru"
      case .english: "uk"
      }
    policy = try PolicyText.read(name ?? shipped)
    self.language = language
    preview = MessagePreview(
      language, merchant: policy.merchant, currency: policy.currency, today: policy.zone.civilDate(of: day))
  }

  /// The message of a kind.
  ///
  /// - Throws: `Failure` when the texts make no message of the facts.
  func render(_ kind: MessageKind, with catalog: MessageCatalog) throws -> RenderedMessage {
    guard let context = preview.context(of: kind) else {
      throw Failure("There is no sample of a message \(kind.rawValue).")
    }
    do {
      return try catalog.render(context, locale: language.rawValue, fallback: language)
    } catch {
      throw Failure.wrongInput("\(TemplateFile.name(language)): \(error).")
    }
  }
}
