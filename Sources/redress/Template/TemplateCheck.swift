import ArgumentParser
import Complaints
import Programs

struct TemplateCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Tells whether a folder of texts can be worked with, and all that is wrong with it, line by line.",
    discussion: """
      The same checks as when a worker starts, and every message is written once with invented facts.

      Exit status: 0 the texts can be used, 2 they cannot.
      """)

  @Argument(help: ArgumentHelp("The folder, with messages_pl.yaml and the like.", valueName: "folder"))
  var folder: String

  func run() throws {
    let folder = try TemplateFolder(folder)
    let catalog = try folder.catalog()
    let press = try folder.press()
    for language in MessageLanguage.allCases {
      let merchant = try PreviewMerchant(language)
      for kind in MessageKind.allCases { _ = try merchant.render(kind, with: catalog) }
      _ = press.html(merchant.policy, in: language, beside: MessageLanguage.allCases)
      for name in [TemplateFile.name(language), TemplateFile.pageName(language)] {
        let isOwn = folder.files.contains { $0.name == name }
        Terminal.output.print("\(name): \(isOwn ? "fine" : "not there, the shipped texts are used")")
      }
    }
  }
}
