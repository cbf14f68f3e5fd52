import Testing
@testable import Web

@Suite struct WebGuardTests {
  private func request(
    _ path: String = "/", _ method: WebRequest.Method = .get, headers: [String: String] = [:],
    form: [String: String] = [:]
  ) -> WebRequest {
    WebRequest(method: method, path: path, query: [:], headers: headers, form: form)
  }

  private let open = WebGuard(token: nil, isLoopback: true)
  private let closed = WebGuard(token: "s3cret", isLoopback: false)

  @Test(arguments: ["localhost", "localhost:9464", "127.0.0.1:9464", "[::1]:9464", "127.1.2.3"])
  func thisMachineIsAnsweredByItsNames(host: String) {
    #expect(open.refusal(of: request(headers: ["host": host])) == nil)
  }

  /// DNS rebinding: a page of evil.example whose name suddenly means 127.0.0.1.
  @Test(arguments: [
    "evil.example", "evil.example:9464", "localhost.evil.example", "127.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.example", "10.0.0.1", "[fe80::1]",
  ])
  func anotherNameIsRefused(host: String) {
    #expect(open.refusal(of: request(headers: ["host": host]))?.status == 403)
  }

  @Test func aTokenIsAskedFor() {
    #expect(closed.refusal(of: request("/metrics"))?.status == 401)
    #expect(
      closed.refusal(of: request("/metrics", headers: ["authorization": "Bearer wrong"]))?.status == 401)
    #expect(closed.refusal(of: request("/metrics", headers: ["authorization": "Bearer s3cret"])) == nil)
    #expect(closed.refusal(of: request("/metrics", headers: ["authorization": "bearer s3cret"])) == nil)
    #expect(closed.refusal(of: request(headers: ["cookie": "a=b; redress_token=s3cret"])) == nil)
    #expect(closed.refusal(of: request(headers: ["cookie": "redress_token=s3cre"]))?.status == 401)
  }

  @Test func aBrowserIsSentToTheLogIn() {
    let refusal = closed.refusal(of: request(headers: ["accept": "text/html,*/*"]))
    #expect(refusal?.status == 303 && refusal?.headers["Location"] == "/login")
    for path in ["/healthz", "/readyz", "/login"] { #expect(closed.refusal(of: request(path)) == nil) }
  }

  @Test func theRightTokenLeavesACookieThatNobodyElseReads() throws {
    #expect(closed.logIn(request("/login")).status == 200)
    let wrong = closed.logIn(request("/login", .post, form: ["token": "x"]))
    #expect(wrong.status == 401 && wrong.headers["Set-Cookie"] == nil)
    let right = closed.logIn(request("/login", .post, form: ["token": "s3cret"]))
    let cookie = try #require(right.headers["Set-Cookie"])
    #expect(right.status == 303 && cookie.hasPrefix("redress_token=s3cret;"))
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
  }

  @Test(arguments: [
    ("a", "a", true), ("a", "b", false), ("", "", true), ("a", "", false), ("", "a", false),
    ("aa", "a", false), ("żó", "żó", true),
  ])
  func tokensAreComparedWhole(given: String, token: String, isEqual: Bool) {
    #expect(WebGuard.areEqual(given, token) == isEqual)
  }

  @Test(arguments: [
    ("9464", "127.0.0.1:9464", true), ("127.0.0.1:80", "127.0.0.1:80", true),
    ("localhost:1", "127.0.0.1:1", true),
    ("[::1]:9464", "[::1]:9464", true), ("0.0.0.0:80", "0.0.0.0:80", false), ("[::]:80", "[::]:80", false),
  ])
  func addresses(text: String, description: String, isLoopback: Bool) throws {
    let address = try #require(ListenAddress(text))
    #expect((address.description, address.isLoopback) == (description, isLoopback))
  }

  @Test(arguments: ["", "x", ":80", "70000", "shop.example:80", "1.2.3:80", "127.0.0.1", "127.0.0.1:http"])
  func noAddresses(text: String) { #expect(ListenAddress(text) == nil) }
}
