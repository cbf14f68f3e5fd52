import ArgumentParser

struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Looks at cases, and does what only a person may do with them.",
    subcommands: [
      CaseList.self, CaseShow.self, CaseDecide.self, CaseAnswer.self, CaseHold.self, CaseExamine.self,
      CaseExamined.self, CaseChoose.self, CaseProvide.self, CaseAttach.self, CaseAttachments.self,
      CaseSave.self, CaseAccount.self, CasePromise.self, CaseKept.self, CaseNote.self, CaseAssign.self,
      CaseCause.self, CaseEscalate.self, CaseAppeal.self, CaseWithdraw.self, CaseMediation.self,
      CaseBundle.self, CaseReverse.self, CaseChannel.self,
    ])
}
