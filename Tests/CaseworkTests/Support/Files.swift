/// Files of orders and complaints, written as tables: valid rows, of which a test says only what matters to
/// it.
enum Files {
  static func orders(_ rows: [String: String]...) -> String { orders(rows) }

  static func orders(_ rows: [[String: String]]) -> String {
    file(
      defaults: [
        ("order_reference", "A-1"), ("customer_reference", "C-1"), ("customer_name", "Anna Zielińska"),
        ("customer_email", "anna@example.com"), ("customer_locale", "pl"),
        ("ordered_at", "2026-02-10 10:00:00"),
        ("promised_on", "2026-02-17"), ("delivered_at", "2026-02-20 15:00:00"), ("status", "delivered"),
        ("currency", "PLN"), ("items", "KETTLE 1 119.80"), ("payments", "card 119.80"), ("promised_zone", ""),
      ], rows)
  }

  static func complaints(_ rows: [String: String]...) -> String { complaints(rows) }

  static func complaints(_ rows: [[String: String]]) -> String {
    file(
      defaults: [
        ("reference", "S-1"), ("order_reference", "A-1"), ("customer_reference", "C-1"),
        ("customer_name", ""),
        ("customer_email", ""), ("kind", "late_delivery"), ("channel", "email"), ("preferred_channel", ""),
        ("locale", "pl"), ("standing", "consumer"), ("submitted_at", "2026-03-02 09:00:00"),
        ("received_at", "2026-03-02 09:30:00"), ("subject", "Opóźniona paczka"),
        ("body", "Czajnik przyszedł za późno."),
        ("claimed_amount", ""), ("currency", ""), ("desired_remedy", ""), ("evidence", ""),
        ("refund_iban", ""), ("preference", ""), ("product", ""),
      ], rows)
  }

  private static func file(defaults: [(name: String, value: String)], _ rows: [[String: String]]) -> String {
    func line(_ cells: [String]) -> String {
      cells.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
    }
    let table = rows.map { row in line(defaults.map { row[$0.name] ?? $0.value }) }
    return ([line(defaults.map(\.name))] + table).joined(separator: "\n") + "\n"
  }
}
