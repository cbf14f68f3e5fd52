import Complaints

extension ImportFieldReader {
  mutating func currency(_ column: ImportColumn) -> Currency? {
    guard let text = text(column) else { return nil }
    if let currency = Currency(code: text) { return currency }
    let upper = Currency(code: text.uppercased()).map { "; did you mean \($0.code)?" } ?? ""
    reject(
      column, .unknownCurrency, "the currency is not known\(upper)",
      remedy: "write its ISO 4217 code in capital letters, for example PLN")
    return nil
  }

  mutating func amount(_ column: ImportColumn, in currency: Currency) -> Money? {
    guard let text = text(column) else { return nil }
    return money(text, column, in: currency)
  }

  mutating func items(_ column: ImportColumn, in currency: Currency) -> [OrderRow.Item] {
    guard let elements = list(column) else { return [] }
    var items: [OrderRow.Item] = []
    for element in elements {
      guard
        let (words, names) = words(
          of: element, named: ["sku", "quantity", "unit_price"], perhaps: "category", column)
      else { continue }
      let category = words.dropFirst(names.count)
      guard words.count >= names.count, category.count <= 1, category.allSatisfy(OrderRow.Item.isCategory)
      else {
        rejectList(
          column,
          "write items as SKU quantity unit_price, a category behind it if there is one, semicolons between them: A-1 2 59.90; B-7 1 15.00 food"
        )
        continue
      }
      guard let quantity = quantity(words[1], column) else { continue }
      guard let price = money(words[2], column, in: currency) else { continue }
      items.append(
        OrderRow.Item(sku: words[0], quantity: quantity, unitPrice: price, category: category.first))
    }
    return items
  }

  mutating func payments(_ column: ImportColumn, in currency: Currency) -> [OrderRow.Payment] {
    guard let elements = list(column) else { return [] }
    var payments: [OrderRow.Payment] = []
    for element in elements {
      guard let (words, names) = words(of: element, named: ["means", "amount"], column) else { continue }
      guard words.count == names.count, OrderRow.Payment.isMeans(words[0]) else {
        rejectList(
          column,
          "write payments as means amount, semicolons between them: card 100.00; voucher 19.80"
        )
        continue
      }
      guard let amount = money(words[1], column, in: currency) else { continue }
      payments.append(OrderRow.Payment(means: words[0].lowercased(), amount: amount))
    }
    return payments
  }

  // MARK: Parts

  /// The words of one element of a list: of a text split at spaces, of an object the members with these
  /// names, and behind all of them one that may be missing.
  private mutating func words(
    of element: JSONValue, named names: [String], perhaps optional: String? = nil, _ column: ImportColumn
  ) -> (words: [String], names: [String])? {
    switch element {
    case .string(let bytes):
      guard let text = text(column, element: bytes) else { return nil }
      return (text.split(separator: " ").map(String.init), names)
    case .object(let members):
      var words: [String] = []
      for name in names + [optional].compactMap(\.self) where name != optional || words.count == names.count {
        let values = members.filter { $0.name.elementsEqual(name.utf8) }.map(\.value)
        switch values.count == 1 ? values[0] : nil {
        case .string(let bytes), .number(let bytes):
          guard !bytes.trimmingSpaces().isEmpty else { continue }
          guard let word = text(column, element: bytes) else { return nil }
          words.append(word)
        default: break
        }
      }
      return (words, names)
    default: return ([], names)
    }
  }

  private mutating func quantity(_ text: String, _ column: ImportColumn) -> Int? {
    if text.utf8.allSatisfy(TextRules.isDigit), let quantity = Int(text), (1...1_000_000).contains(quantity) {
      return quantity
    }
    reject(
      column, .quantitySyntax, "a quantity is no whole number from 1 to 1000000",
      remedy: "write the number of pieces in digits; the order is SKU, quantity, unit price")
    return nil
  }

  private mutating func rejectList(_ column: ImportColumn, _ remedy: String) {
    reject(column, .listSyntax, "an entry of the list cannot be read", remedy: remedy)
  }

  private mutating func money(_ text: String, _ column: ImportColumn, in currency: Currency) -> Money? {
    do {
      return try AmountText.money(text, in: currency)
    } catch {
      reject(error, column, currency)
      return nil
    }
  }

  private mutating func reject(_ fault: AmountText.Fault, _ column: ImportColumn, _ currency: Currency) {
    switch fault {
    case .negative:
      reject(column, .negativeAmount, "an amount is negative", remedy: "write it without a sign")
    case .tooManyDecimals:
      reject(
        column, .tooManyDecimals, "an amount has more decimals than \(currency) (\(currency.exponent))",
        remedy: "round it to the smallest coin")
    case .tooLarge:
      reject(column, .amountTooLarge, "an amount has more than twelve digits", remedy: "correct it")
    case .separator:
      reject(
        column, .amountSyntax, "an amount has a comma or separators between the thousands",
        remedy: "write it with a point and nothing else, for example 1234.50")
    case .syntax:
      reject(
        column, .amountSyntax, "an amount is no number",
        remedy: "write digits and a point only, for example 1234.50, without the currency")
    }
  }
}
