import Complaints
import Testing

@Suite struct EscalationLadderTests {
  @Test("S42: handler, team lead, manager, and nobody above")
  func rungs() {
    #expect(EscalationLadder.rung(above: 0)?.holder == .teamLead)
    #expect(EscalationLadder.rung(above: 1)?.holder == .manager)
    #expect(EscalationLadder.rung(above: 1)?.level == 2)
    for level in 2...4 { #expect(EscalationLadder.rung(above: level) == nil) }
  }
}
