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
}

/// Never more news than this (S30).
package struct UpdateCap: Sendable, Hashable {
  /// So many status updates of one case …
  package let updates: Int
  /// … within this time.
  package let within: Term
}
