package import ArgumentParser
package import Complaints
import Foundation

/// `--templates`: the merchant's own texts.
package struct TemplateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with texts of one's own, messages_pl.yaml and the like; a language that has none there keeps the shipped texts. REDRESS_TEMPLATES stands in for the flag.",
      valueName: "folder"))
  package var templates: String?

  package init() {}

  /// The messages in every language, checked; the shipped ones where no folder is given.
  ///
  /// - Throws: `Failure` with every problem, its file and line.
  package func catalog() throws -> MessageCatalog {
    try folder?.catalog() ?? MessageCatalog()
  }

  /// The published page's texts, checked.
  ///
  /// - Throws: `Failure` with every problem, its file and line.
  package func press() throws -> PagePress {
    try folder?.press() ?? PagePress()
  }

  private var folder: TemplateFolder? {
    get throws {
      try (templates ?? Setting.named("REDRESS_TEMPLATES")).map { try TemplateFolder($0) }
    }
  }
}

/// A merchant's folder of message texts.
package struct TemplateFolder: Sendable {
  package let path: String
  /// The language files in it, by name. Anything that is no YAML file is left alone.
  package let files: [TemplateFile]

  /// Reads the folder.
  ///
  /// - Throws: `Failure` when there is none, or a file of it cannot be read.
  package init(_ path: String) throws {
    self.path = path
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw Failure.wrongInput(
        "The folder of templates \(path) cannot be read.",
        remedy: "Make it, and begin with a shipped file: redress template show pl > \(path)/messages_pl.yaml")
    }
    files = try names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map { name in
      guard let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") else {
        throw Failure.wrongInput("\(path)/\(name) cannot be read.")
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure.wrongInput("\(path)/\(name) is not UTF-8.", remedy: "Save it as UTF-8.")
      }
      return TemplateFile(name: name, text: text)
    }
  }

  /// The messages with these texts, and the shipped ones for languages that are missing here.
  ///
  /// - Throws: `Failure` with every problem, its file and line.
  package func catalog() throws -> MessageCatalog {
    try checked { try MessageCatalog(files: TemplateFile.shipped(TemplateFile.embedded, replacedBy: files)) }
  }

  /// The same for the texts of the published page.
  package func press() throws -> PagePress {
    try checked {
      try PagePress(
        pages: TemplateFile.shipped(TemplateFile.embeddedPages, replacedBy: files),
        messages: TemplateFile.shipped(TemplateFile.embedded, replacedBy: files))
    }
  }

  private func checked<Output>(_ read: () throws -> Output) throws -> Output {
    do {
      return try read()
    } catch let error as TemplateError {
      throw Failure.wrongInput(
        "The templates in \(path) have \(counted(error.problems.count, "problem")):\n"
          + error.problems.map { "  \($0.description)" }.joined(separator: "\n"))
    }
  }
}
