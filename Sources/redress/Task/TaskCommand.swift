import ArgumentParser

struct TaskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task",
    abstract:
      "What people do for customers with their hands: send, repair, take goods back, claim from carriers.",
    subcommands: [TaskList.self, TaskDone.self, TaskFail.self])
}
