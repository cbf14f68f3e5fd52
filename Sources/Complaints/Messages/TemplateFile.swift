internal import Yams

/// A language file as it was given: its name for error messages, and its text.
package struct TemplateFile: Sendable, Hashable {
  /// The file's name, for problems.
  package var name: String
  /// The whole file.
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The files that the program carries. A merchant's own files replace them language by language.
  package static let embedded: [TemplateFile] = [
    TemplateFile(name: "messages_pl.yaml", bytes: PackageResources.messages_pl_yaml),
    TemplateFile(name: "messages_ru.yaml", bytes: PackageResources.messages_ru_yaml),
    TemplateFile(name: "messages_en.yaml", bytes: PackageResources.messages_en_yaml),
  ]

  /// The texts of the published page (S45) that the program carries.
  package static let embeddedPages: [TemplateFile] = [
    TemplateFile(name: "page_pl.yaml", bytes: PackageResources.page_pl_yaml),
    TemplateFile(name: "page_ru.yaml", bytes: PackageResources.page_ru_yaml),
    TemplateFile(name: "page_en.yaml", bytes: PackageResources.page_en_yaml),
  ]

  /// What the shop's own people read (`StaffTexts`); no shop's to replace.
  static let embeddedStaff: [TemplateFile] = [
    TemplateFile(name: "staff_pl.yaml", bytes: PackageResources.staff_pl_yaml),
    TemplateFile(name: "staff_ru.yaml", bytes: PackageResources.staff_ru_yaml),
    TemplateFile(name: "staff_en.yaml", bytes: PackageResources.staff_en_yaml),
  ]

  private init(name: String, bytes: [UInt8]) {
    self.init(name: name, text: String(decoding: bytes, as: UTF8.self))
  }

  /// The tree of the file's nodes; throws when it is no YAML mapping with every key once.
  func root() throws(TemplateError) -> Node.Mapping {
    do {
      if let mapping = try compose(yaml: text)?.mapping { return mapping }
      throw problem(line: 1, "the file is no list of keys and values")
    } catch let error as TemplateError {
      throw error
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let reason, let mark, _), .parser(_, let reason, let mark, _),
        .composer(_, let reason, let mark, _):
        throw problem(line: mark.line, "no YAML: \(reason)")
      case .duplicatedKeysInMapping(let keys, let context):
        throw problem(
          line: context.mark.line,
          "given twice in the part that begins here: \(keys.sorted().joined(separator: ", "))")
      default: throw problem(line: 1, "no YAML that can be read (UTF-8 without control characters?)")
      }
    } catch {
      throw problem(line: 1, "no YAML that can be read")
    }
  }

  private func problem(line: Int, _ reason: String) -> TemplateError {
    TemplateError(problems: [TemplateProblem(file: name, line: line, reason: reason)])
  }
}
