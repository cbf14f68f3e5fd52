import ArgumentParser
import Complaints
import Foundation
import Gateways
import Programs

struct PolicyPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Writes the page on which customers read how complaints are handled.",
    discussion: """
      One page for each language, made of the policy that decides: what can be complained about, what is offered, by \
      when, and where else to turn. Publish it again with every version.

        redress policy publish ours.yaml --to public
        redress policy publish ours.yaml --to public --language pl --templates texts
      """)

  @Argument(help: ArgumentHelp("A policy file, or the id of a shipped policy.", valueName: "file"))
  var policy: String

  @Option(help: ArgumentHelp("Where the pages are written.", valueName: "folder"))
  var to: String

  @Option(
    help: ArgumentHelp("A language: pl, ru or en; can be given again (default: all).", valueName: "language"))
  var language: [MessageLanguage] = []

  @OptionGroup var templates: TemplateOptions

  func run() throws {
    let policy = try PolicyText.read(policy)
    let press = try templates.press()
    let languages = MessageLanguage.allCases.filter { language.isEmpty || language.contains($0) }
    for language in languages {
      let path = "\(to)/\(PagePress.fileName(language))"
      let page = press.html(policy, in: language, beside: languages)
      try DurableFile.write(Array(page.utf8), to: path)
      // A page is for everybody, unlike what the gateways write.
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      Terminal.output.print(path)
    }
    for gap in Self.gaps(of: policy) { Terminal.error.print("notice: \(gap)") }
  }

  /// What customers would look for, and the policy does not say.
  private static func gaps(of policy: Policy) -> [String] {
    var gaps: [String] = []
    if policy.channels == nil {
      gaps.append("the policy has no channels: the page only says where else to turn")
    }
    if policy.returns == nil {
      gaps.append("the policy has no returns: the page does not say who pays for them")
    }
    return gaps
  }
}
