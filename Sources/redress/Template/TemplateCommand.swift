import ArgumentParser

struct TemplateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Looks after the texts of messages to customers; docs/messages.md says how they are written.",
    subcommands: [TemplateCheck.self, TemplatePreview.self, TemplateShow.self])
}
