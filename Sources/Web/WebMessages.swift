package import Foundation

/// What somebody asked for.
package struct WebRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
  }

  package let method: Method
  /// Without the query; percent escapes are resolved.
  package let path: String
  package let query: [String: String]
  /// Names in small letters.
  package let headers: [String: String]
  /// Of a form; at most 64 kB are read.
  package let form: [String: String]
}

/// What is answered. Every answer gets the headers of `WebGuard.headers` as well.
package struct WebResponse: Sendable {
  package var status: Int
  package var contentType: String
  package var headers: [String: String]
  package var body: Data

  package init(
    _ status: Int, _ contentType: String, _ body: String, headers: [String: String] = [:]
  ) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = Data(body.utf8)
  }

  package init(_ contentType: String, _ body: String) { self.init(200, contentType, body) }

  package static func plain(_ status: Int, _ text: String) -> WebResponse {
    WebResponse(status, "text/plain; charset=utf-8", text + "\n")
  }

  package static func json(_ text: String, status: Int = 200) -> WebResponse {
    WebResponse(status, "application/json", text)
  }

  package static func html(_ text: String, status: Int = 200) -> WebResponse {
    WebResponse(status, "text/html; charset=utf-8", text)
  }

  package static func seeOther(_ location: String, headers: [String: String] = [:]) -> WebResponse {
    WebResponse(303, "text/plain; charset=utf-8", "", headers: headers.merging(["Location": location]) { $1 })
  }
}
