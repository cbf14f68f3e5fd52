// The sections about how customers are dealt with beside the decision: where they complain, how often they hear
// from us, and what a return costs.

extension ChannelRules {
  init(_ section: PolicySection) {
    defer { section.finish() }
    let addresses = section.section("open").map { ChannelRules.addresses($0) } ?? [:]
    let durable: [Channel] = section.list("durable", .word)
    if durable.contains(.phone) {
      section.complain("durable", "a telephone call leaves nothing behind to keep (L1)")
    }
    self.init(addresses: addresses, durable: Set(durable))
  }

  /// Keys are channels, values where they lead.
  private static func addresses(_ section: PolicySection) -> [Channel: String] {
    defer { section.finish() }
    var addresses: [Channel: String] = [:]
    for channel in Channel.allCases { addresses[channel] = section.optional(channel.rawValue, .text) }
    if addresses.isEmpty { section.complain(nil, "names no channel: customers must be able to complain") }
    return addresses
  }
}

extension UpdateCap {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let updates = section.required("updates", .integer(1...100))
    let within = section.section("within").flatMap { Term($0) }
    guard let updates, let within else { return nil }
    self.init(updates: updates, within: within)
  }
}

extension ReturnRules {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let changeOfMind: Payer? = section.required("change_of_mind", .word)
    let fault: Payer? = section.required("fault", .word)
    let collected: [Remedy] = section.list("collected", .word)
    for remedy in collected where !remedy.isGoods && !remedy.isRefund {
      section.complain("collected", "no goods come back for \(remedy.rawValue)")
    }
    let online = section.optional("online_withdrawal", .text)
    let within = section.optionalSection("within").flatMap { Term($0) }
    guard let changeOfMind, let fault else { return nil }
    self.init(
      changeOfMind: changeOfMind, fault: fault, collected: Set(collected), onlineWithdrawal: online,
      within: within)
  }
}
