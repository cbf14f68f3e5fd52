import Foundation

/// Who may ask: decided before any page is made.
///
/// - A server of this machine only (a loopback address) answers whoever asks by the name of this machine. A page of somebody else's that
///   has its own name point here does not get through: its browser sends that name.
/// - Any other server wants its token: as `Authorization: Bearer`, or as the cookie that the log-in page leaves in a browser.
package struct WebGuard: Sendable {
  let token: String?
  let isLoopback: Bool

  static let cookie = "redress_token"
  /// Without a token too: a supervisor asks them, and they tell nothing.
  static let open: Set<String> = ["/healthz", "/readyz", "/login"]

  /// `nil`: let it through.
  func refusal(of request: WebRequest) -> WebResponse? {
    if let token {
      guard !Self.open.contains(request.path) else { return nil }
      if let given = bearer(request) ?? cookie(request), Self.areEqual(given, token) { return nil }
      let wantsPage = request.headers["accept"]?.contains("text/html") ?? false
      guard !wantsPage else { return .seeOther("/login") }
      return WebResponse(
        401, "text/plain; charset=utf-8", "A token is needed: Authorization: Bearer …\n",
        headers: ["WWW-Authenticate": "Bearer"])
    }
    guard isLoopback, !isOfThisMachine(request.headers["host"]) else { return nil }
    return .plain(403, "This server answers to the name localhost only.")
  }

  private func bearer(_ request: WebRequest) -> String? {
    guard let value = request.headers["authorization"], value.lowercased().hasPrefix("bearer ") else {
      return nil
    }
    return String(value.dropFirst(7))
  }

  private func cookie(_ request: WebRequest) -> String? {
    for pair in (request.headers["cookie"] ?? "").split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2, parts[0] == Self.cookie { return parts[1].removingPercentEncoding }
    }
    return nil
  }

  private func isOfThisMachine(_ host: String?) -> Bool {
    guard let host else { return true }
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    // Only as a number: 127.evil.example is a name, and its owner says what it means.
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isLoopback = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    return name == "localhost" || name == "::1" || isLoopback
  }

  /// The log-in page's answer: the token, if it is right, goes into a cookie that no script and no other site can read.
  func logIn(_ request: WebRequest) -> WebResponse {
    guard let token else { return .seeOther("/") }
    guard request.method == .post else { return .html(Self.logInPage(wasWrong: false)) }
    guard let given = request.form["token"], Self.areEqual(given, token) else {
      return .html(Self.logInPage(wasWrong: true), status: 401)
    }
    let value = token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return .seeOther(
      "/",
      headers: ["Set-Cookie": "\(Self.cookie)=\(value); Path=/; HttpOnly; SameSite=Strict; Max-Age=86400"])
  }

  /// Takes as long whichever character is the first wrong one.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var difference = left.count ^ right.count
    for index in right.indices { difference |= Int(right[index] ^ (index < left.count ? left[index] : 0)) }
    return difference == 0
  }

  /// Nothing is loaded from elsewhere, run from elsewhere, framed, guessed at, or kept by anybody on the way.
  static let headers = [
    "Content-Security-Policy":
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
  ]

  private static func logInPage(wasWrong: Bool) -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Redress: log in</title></head><body><main><h1>Redress</h1>
    \(wasWrong ? "<p role=\"alert\">That is not the token.</p>" : "")
    <form method="post" action="/login"><label>Token <input type="password" name="token" autofocus required
    autocomplete="current-password"></label> <button>Log in</button></form></main></body></html>

    """
  }
}
