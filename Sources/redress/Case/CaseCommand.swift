import ArgumentParser

struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Looks at cases, and does what only a person may do with them.",
    subcommands: [
      CaseList.self, CaseShow.self, CaseDecide.self, CaseAnswer.self, CaseHold.self, CaseChoose.self,
      CaseProvide.self, CaseAccount.self, CasePromise.self, CaseKept.self, CaseNote.self, CaseCause.self,
      CaseEscalate.self, CaseAppeal.self, CaseWithdraw.self,
    ])
}
