/// What an expert's examination does to the day by which the answer is owed (S21).
package struct ExaminationRule: Sendable, Hashable {
  package enum Extension: String, Sendable, Hashable, Codable, CaseIterable {
    /// The day moves to the one that is announced.
    case answer
    /// It stays, whatever is announced: what the law times, an expert does not move.
    case nothing
  }

  /// Since the receipt: as late as the answer may then come. `nil`: an examination moves nothing.
  package let answerAtMost: Term?
}

extension ExaminationRule {
  /// `{ extends: answer, at_most: { amount: 8, unit: weeks } }`
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let extends: Extension? = section.required("extends", .word)
    let atMost = section.optionalSection("at_most").flatMap { Term($0) }
    if extends == .answer, !section.has("at_most") {
      section.complain("at_most", "missing: an answer that an examination moves has a latest day")
    }
    if extends == .nothing, section.has("at_most") {
      section.complain("at_most", "belongs to extends: answer")
    }
    guard extends != nil else { return nil }
    self.init(answerAtMost: atMost)
  }
}

extension Policy {
  /// An answer that stands still meanwhile is not moved as well.
  func checkExamination(_ root: PolicySection) {
    guard examination?.answerAtMost != nil, clocks(pausedIn: .expertExamination).contains(.answer) else {
      return
    }
    root.complain(
      "examination", "the clock answer stands still in expert_examination: it cannot be moved as well")
  }
}
