/// By which ways customers complain, and which of them carry an answer (S20, S28).
///
/// A complaint that comes another way is a complaint all the same (S16): what stands here is what the shop
/// publishes (S45).
package struct ChannelRules: Sendable, Hashable {
  /// The address, number or page of each channel.
  package let addresses: [Channel: String]
  /// What counts as paper or a durable medium, on which the law wants the answer (L1); empty: the law asks for
  /// none, and an answer may go by any channel.
  package let durable: Set<Channel>

  /// Whether an answer by that channel is one before the law.
  package func carriesAnswer(_ channel: Channel) -> Bool { durable.isEmpty || durable.contains(channel) }

  /// By which channel an answer is confirmed that was given by one that carries none: by mail where the customer has an address, else by
  /// letter, else by whatever carries one.
  package func confirming(hasMail: Bool) -> Channel? {
    let ways = (hasMail ? [.email] : []) + [.letter] + Channel.allCases.filter { $0 != .email }
    return ways.first(where: carriesAnswer)
  }
}

extension Policy {
  /// Whether a message of the kind, passed on by the channel, is what the law's clock waits for. A reply in public is: the complaint was
  /// made there, and is none that the law has terms for (S9).
  package func isAnswer(_ kind: MessageKind, givenBy channel: Channel) -> Bool {
    !kind.isAnswer || kind == .publicReply || channels?.carriesAnswer(channel) ?? true
  }
}

/// Never more news than this (S30).
package struct UpdateCap: Sendable, Hashable {
  /// So many status updates of one case …
  package let updates: Int
  /// … within this time.
  package let within: Term
}
