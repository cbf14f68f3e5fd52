import Testing

@testable import Gateways

@Suite struct VoucherCodeTests {
  @Test func sixteenCharactersInGroupsThatReadBack() throws {
    for _ in 1...200 {
      let code = VoucherCode()
      #expect(code.description.wholeMatch(of: /([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/) != nil)
      #expect(VoucherCode(typed: code.description) == code)
    }
  }

  @Test func readsWhatPeopleType() {
    let code = VoucherCode(typed: VoucherCode.sample)
    #expect(code != nil)
    #expect(VoucherCode(typed: VoucherCode.sample.lowercased().replacing("-", with: " ")) == code)
    #expect(
      VoucherCode(typed: VoucherCode.sample.replacing("0", with: "o").replacing("1", with: "l")) == code)
    #expect(VoucherCode(typed: VoucherCode.sample.replacing("1", with: "I")) == code)
    #expect(VoucherCode(typed: "") == nil)
    #expect(VoucherCode(typed: VoucherCode.sample + "0") == nil)
    #expect(VoucherCode(typed: String(VoucherCode.sample.dropLast())) == nil)
    #expect(VoucherCode(typed: "0123-4567-89AB-CD\u{415}F") == nil)
  }

  @Test func noticesEverySingleMistakeAndEveryExchange() {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    for _ in 1...20 {
      let right = Array(VoucherCode().description.replacing("-", with: ""))
      for place in right.indices {
        for wrong in alphabet where wrong != right[place] {
          var typed = right
          typed[place] = wrong
          #expect(VoucherCode(typed: String(typed)) == nil)
        }
        for other in right.indices where right[other] != right[place] {
          var typed = right
          typed.swapAt(place, other)
          #expect(VoucherCode(typed: String(typed)) == nil)
        }
      }
    }
  }

  @Test func everyPlaceTakesEveryCharacter() {
    // A generator stuck at a place would be guessable. 32 characters in 2 000 draws: missing one has odds of
    // 10⁻²⁶.
    let codes = (1...2_000).map { _ in Array(VoucherCode().description.replacing("-", with: "")) }
    for place in 0..<16 { #expect(Set(codes.map { $0[place] }).count == 32) }
    #expect(Set(codes).count == 2_000)
  }
}

extension VoucherCode {
  /// Has a 0 and a 1, so that O, I and L can stand for them.
  fileprivate static let sample: String = {
    while true {
      let text = VoucherCode().description
      if text.contains("0"), text.contains("1") { return text }
    }
  }()
}
