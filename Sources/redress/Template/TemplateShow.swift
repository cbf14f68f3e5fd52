import ArgumentParser
import Complaints
import Programs

struct TemplateShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Prints the shipped texts of a language, to start one's own from: redress template show pl > texts/messages_pl.yaml"
  )

  @Argument(help: ArgumentHelp("pl, ru or en.", valueName: "language"))
  var language: MessageLanguage

  @Flag(help: "The texts of the page that redress policy publish writes, instead of the messages.")
  var page = false

  func run() {
    let name = page ? TemplateFile.pageName(language) : TemplateFile.name(language)
    guard let file = TemplateFile.shipped(name) else {
      preconditionFailure("the program carries the texts of every language")
    }
    Terminal.output.write(file.text)
  }
}

extension MessageLanguage: ExpressibleByArgument {
  /// Any tag of the language: `pl`, `pl-PL`.
  package init?(argument: String) { self.init(locale: argument) }
}
