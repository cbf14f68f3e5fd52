import ArgumentParser

struct MessageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "message",
    abstract: "What people pass on to customers, and what became of mails.",
    subcommands: [MessageList.self, MessageTold.self, MessageBounced.self, MessageDelivered.self])
}
