import Testing

@testable import Complaints

@Suite struct StaffTextsTests {
  @Test(
    "every word that a mail to the shop's people may need exists in every language, and no two are the same")
  func complete() throws {
    for file in TemplateFile.embeddedStaff { _ = try StaffTexts(file) }
    for language in MessageLanguage.allCases {
      let texts = StaffTexts.of(language)
      let reviews = Set(ReviewReason.allCases.map { texts.text(.reviews, $0.rawValue) })
      #expect(reviews.count == ReviewReason.allCases.count)
      let clocks = Set(ClockKind.allCases.map { texts.text(.clocks, $0.rawValue) })
      #expect(clocks.count == ClockKind.allCases.count)
    }
    #expect(
      MessageLanguage.allCases.map { StaffTexts.of($0).count(ofCases: 22) } == [
        "22 sprawach", "22 обращениям", "22 cases",
      ])
    #expect(StaffTexts.of(.english).text(.clocks, "no_such_clock") == "no such clock")
  }

  @Test(
    "a file that leaves something out is refused",
    arguments: [
      ("  closing: ", "  closed: ", "mail lacks closing"),
      ("{{about}}: at risk", "at risk", "notices.at_risk has to say {{about}}"),
      ("due {{time}}", "due {{day}}", "mail.due: unknown name {{day}}"),
      ("language: en", "language: de", "language must be one of"),
      ("  silence: silence\n", "", "triggers lacks silence"),
      ("  other: cases", "  many: cases", "cases lacks other"),
    ])
  func problems(old: String, new: String, problem: String) throws {
    var file = TemplateFile.embeddedStaff[2]
    try #require(file.text.contains(old), "the file no longer holds: \(old)")
    file.text = file.text.replacing(old, with: new)
    do {
      _ = try StaffTexts(file)
      Issue.record("taken")
    } catch {
      #expect(error.problems.contains { $0.reason.contains(problem) }, "\(error)")
    }
  }
}
