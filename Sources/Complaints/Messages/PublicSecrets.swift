/// What an answer for everybody to read may not tell (S9): who complained, about which order, and for how much.
///
/// It finds what is written out, in the forms of Polish and Russian, too. It does not understand a text: "the lady from
/// the blue house" is the writer's to avoid.
package struct PublicSecrets: Sendable, Hashable {
  /// What was found. Never the words themselves: they would be in the refusal then.
  package enum Secret: String, Sendable, Hashable, CaseIterable {
    case name, address, order, amount
    case caseReference = "case_reference"
  }

  package let customerName: String?
  package let customerEmail: String?
  package let orderReference: String?
  package let caseReference: String

  package init(
    customerName: String?, customerEmail: String?, orderReference: String?, caseReference: String
  ) {
    self.customerName = customerName
    self.customerEmail = customerEmail
    self.orderReference = orderReference
    self.caseReference = caseReference
  }

  /// The first secret that the text tells; `nil`: none that is known here.
  package func toldBy(_ text: String) -> Secret? {
    let lowered = text.lowercased()
    if let customerEmail, !customerEmail.isEmpty, lowered.contains(customerEmail.lowercased()) {
      return .address
    }
    if lowered.contains(caseReference.lowercased()) { return .caseReference }
    if let orderReference, orderReference.count > 2, lowered.contains(orderReference.lowercased()) {
      return .order
    }
    if namesCustomer(lowered) { return .name }
    return PublicSecrets.namesAmount(lowered) ? .amount : nil
  }

  /// A name changes its end with its case: Zielińska, Zielińskiej; Иван, Ивана. So a word that begins as a part of the
  /// name does, and is about as long, is taken for it: one word too many is found rather than one too few.
  private func namesCustomer(_ lowered: String) -> Bool {
    let words = lowered.split { !$0.isLetter }
    return (customerName ?? "").lowercased().split { !$0.isLetter }.contains { part in
      guard part.count >= 3 else { return false }
      let stem = part.count >= 4 ? part.dropLast() : part
      // Of a short name too many words begin alike: Mary and March.
      let longest = part.count + (part.count >= 5 ? 3 : part.count == 4 ? 0 : 1)
      return words.contains { $0.hasPrefix(stem) && $0.count <= longest }
    }
  }

  private static let currencies: Set<String> = [
    "zł", "zl", "pln", "eur", "euro", "rub", "руб", "рублей", "рубля", "рубль", "gbp", "usd", "złotych",
    "złote",
    "pounds", "euros", "dollars", "€", "$", "£", "₽", "%",
  ]

  /// A number with a currency before or behind it, with a space between them or without.
  private static func namesAmount(_ lowered: String) -> Bool {
    let words = self.words(lowered)
    return zip(words, words.dropFirst()).contains { left, right in
      (isNumber(left) && currencies.contains(right)) || (currencies.contains(left) && isNumber(right))
    }
  }

  /// Words, numbers and symbols by themselves: `20zł` is two of them, and so is `1 200,50 zł`.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var isApart = true
    for character in text {
      let isSymbol = character.isCurrencySymbol || character == "%"
      guard isSymbol || character.isNumber || character.isLetter else {
        // Spaces, points and commas stand inside a number and between it and its currency; anything else parts them.
        if !character.isWhitespace, character != ".", character != "," { words.append("") }
        isApart = true
        continue
      }
      let last = words.last?.last
      let goesOn =
        character.isNumber ? last?.isNumber == true : !isApart && !isSymbol && last?.isLetter == true
      if goesOn { words[words.count - 1].append(character) } else { words.append(String(character)) }
      isApart = false
    }
    return words
  }

  private static func isNumber(_ word: String) -> Bool { word.first?.isNumber == true }
}
