import CLibPQ

/// What somebody sent with NOTIFY.
public struct Notification: Sendable, Hashable {
  public let channel: String
  /// Empty when there was none. Not trusted: whoever may connect may notify.
  public let payload: String
  /// The server process that sent it.
  public let sender: Int32

  public init(channel: String, payload: String, sender: Int32) {
    self.channel = channel
    self.payload = payload
    self.sender = sender
  }

  init(_ notification: PGnotify) {
    channel = String(cString: notification.relname)
    payload = String(cString: notification.extra)
    sender = notification.be_pid
  }
}
