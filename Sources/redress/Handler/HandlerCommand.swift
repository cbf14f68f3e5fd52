import ArgumentParser

struct HandlerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handler",
    abstract: "The people who work on cases.",
    discussion: """
      While nobody is on the list, everybody's name is taken as it is given. Once somebody is, who does something with a \
      case (--by) must be, and they are told by mail what happens to their cases.
      """,
    subcommands: [HandlerAdd.self, HandlerList.self, HandlerSet.self, HandlerRemove.self])
}
