/// What turns an empty database into a template: one line per module that has migrations.
extension DatabaseTemplate {
  /// Nil for a template that needs no step.
  var migrate: (@Sendable (_ connectionString: String) async throws -> Void)? {
    switch self {
    case .empty: nil
    case .queue, .casework: nil
    }
  }
}
