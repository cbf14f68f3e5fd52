/// What a subscriber of a `Listener` is told.
public enum ListenerEvent: Sendable, Hashable {
  /// From now on notifications arrive. What was committed before may have been missed: look once.
  case listening
  /// The connection is lost, or the subscriber was too slow and notifications were dropped. Until the
  /// next `listening` (or, for the slow one, from now on) only looking tells what there is.
  case gap
  /// Somebody notified one of the channels.
  case notification(Notification)
}
