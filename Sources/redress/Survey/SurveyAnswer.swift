import ArgumentParser
import Casework
import Programs

struct SurveyAnswer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Enters the answers to one survey, which is answered once.",
    discussion: """
      The questions are the policy's, by their ids. "No" to the question settled opens the case again, as an appeal does.

        redress survey answer 7K3M-9QXD-T2VR-8H4N-0CPB-WZ5E-J1AS settled=no handling=2 better="Call me back."

      A shop's front door does the same with: select casework.answer_survey('CODE', '{"settled": "no"}').
      """)

  @Argument(help: ArgumentHelp("The code in the message that asks.", valueName: "code"))
  var code: String

  @Argument(
    help: ArgumentHelp(
      "QUESTION=ANSWER: yes or no, a number of the scale, or words; what is left out is not answered.",
      valueName: "answers"))
  var answers: [String]

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let answers = try given
    let outcome = try await database.withPool { pool in
      try await SurveyDesk(pool: pool).answer(code, answers)
    }
    switch outcome {
    case .recorded: Terminal.output.print("The answers are recorded.")
    case .reopened: Terminal.output.print("The answers are recorded; the case is opened again.")
    }
  }

  func validate() throws { _ = try given }

  private var given: [String: String] {
    get throws {
      var given: [String: String] = [:]
      for answer in answers {
        guard let mark = answer.firstIndex(of: "="), mark != answer.startIndex else {
          throw ValidationError("\(answer): an answer looks like settled=yes.")
        }
        let question = String(answer[..<mark])
        guard given.updateValue(String(answer[answer.index(after: mark)...]), forKey: question) == nil else {
          throw ValidationError("\(question) is answered twice.")
        }
      }
      return given
    }
  }
}
