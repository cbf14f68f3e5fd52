import LibPQ
import Testing

/// `#expect(throws:)` for the patterns that the library matches errors with.
func expectError<Output>(
  _ pattern: SQLState, sourceLocation: SourceLocation = #_sourceLocation,
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Output
) async {
  do {
    _ = try await body()
    Issue.record("nothing was thrown instead of \(pattern)", sourceLocation: sourceLocation)
  } catch {
    if case pattern = error { return }
    Issue.record("\(error) was thrown instead of \(pattern)", sourceLocation: sourceLocation)
  }
}

/// The same for what happens between the program and the server.
func expectError<Output>(
  _ pattern: ConnectionError.Kind, sourceLocation: SourceLocation = #_sourceLocation,
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Output
) async {
  do {
    _ = try await body()
    Issue.record("nothing was thrown instead of \(pattern)", sourceLocation: sourceLocation)
  } catch {
    if case pattern = error { return }
    Issue.record("\(error) was thrown instead of \(pattern)", sourceLocation: sourceLocation)
  }
}
