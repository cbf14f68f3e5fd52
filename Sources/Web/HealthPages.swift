/// `/healthz` and `/readyz`, as container platforms ask for them.
package struct HealthPages: Sendable {
  private let isReady: @Sendable () async -> Bool

  /// - Parameter isReady: whether the program can do its work; asked anew for each `/readyz`.
  package init(isReady: @escaping @Sendable () async -> Bool) { self.isReady = isReady }

  /// `nil`: another page.
  package func answer(_ request: WebRequest) async -> WebResponse? {
    switch request.path {
    case "/healthz": .plain(200, "alive")
    case "/readyz": await isReady() ? .plain(200, "ready") : .plain(503, "no database")
    default: nil
    }
  }
}
