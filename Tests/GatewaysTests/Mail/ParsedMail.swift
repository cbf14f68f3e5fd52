import Foundation
import FoundationXML
import Testing

/// A mail as a strict reader finds it (RFC 5322, 2045 to 2047), written for these tests alone: it shares nothing with what
/// writes mails.
struct ParsedMail {
  struct Part {
    let type: String
    let text: String
  }

  let headers: [(name: String, value: String)]
  let parts: [Part]

  /// Fails on a byte outside ASCII, a bare CR or LF, a line over 998 octets, and a part that is not quoted-printable.
  init(_ bytes: [UInt8]) throws {
    #expect(bytes.allSatisfy { $0 == 13 || $0 == 10 || $0 == 9 || (32..<127).contains($0) })
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 998 && !$0.utf8.contains(13) && !$0.utf8.contains(10) })
    let (headers, body) = try ParsedMail.headers(lines[...])
    self.headers = headers
    let type = try #require(headers.first { $0.name == "Content-Type" }?.value)
    let boundary = try #require(type.firstMatch(of: /multipart\/alternative; boundary="([^"]+)"/)).1
    let sections = body.split(separator: "--\(boundary)", omittingEmptySubsequences: false)
    #expect(sections.first?.isEmpty == true)
    let end = try #require(body.lastIndex(of: "--\(boundary)--"))
    #expect(body[(end + 1)...].allSatisfy { $0.isEmpty })
    parts = try sections.dropFirst().map { section in
      let whole = section.prefix { $0 != "--\(boundary)--" }
      let (headers, body) = try ParsedMail.headers(whole)
      #expect(headers.map(\.name) == ["Content-Type", "Content-Transfer-Encoding"])
      #expect(headers.last?.value == "quoted-printable")
      return Part(type: headers[0].value, text: try ParsedMail.quotedPrintable(body))
    }
  }

  func value(_ name: String) -> String { headers.first { $0.name == name }?.value ?? "" }

  private static func headers(_ lines: ArraySlice<String>) throws -> (
    headers: [(name: String, value: String)], body: ArraySlice<String>
  ) {
    var headers: [(name: String, value: String)] = []
    let end = try #require(lines.firstIndex(of: ""))
    for line in lines[..<end] {
      if line.hasPrefix(" ") {
        let last = try #require(headers.last)
        headers[headers.count - 1].value = last.value + line
      } else {
        let match = try #require(line.wholeMatch(of: /([!-9;-~]+): (.*)/))
        headers.append((String(match.1), String(match.2)))
      }
    }
    return (headers, lines[(end + 1)...])
  }

  private static func quotedPrintable(_ lines: ArraySlice<String>) throws -> String {
    var bytes: [UInt8] = []
    for (index, line) in zip(lines.indices, lines) {
      #expect(line.utf8.count <= 76)
      var rest = Array(line.utf8)[...]
      let isSoft = rest.last == UInt8(ascii: "=")
      if isSoft { rest.removeLast() }
      while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "=") else {
          bytes.append(byte)
          continue
        }
        bytes.append(try #require(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)))
        rest = rest.dropFirst(2)
      }
      if !isSoft, index != lines.indices.last { bytes += [13, 10] }
    }
    return try #require(String(validating: bytes, as: UTF8.self))
  }

  /// With the encoded words of RFC 2047 as what they say.
  static func decoded(_ value: String) -> String {
    guard value.contains("=?UTF-8?B?") else { return value }
    return value.split(separator: " ").map { word in
      guard let match = word.wholeMatch(of: /=\?UTF-8\?B\?([A-Za-z0-9+\/=]*)\?=/), word.utf8.count <= 75,
        let data = Data(base64Encoded: String(match.1))
      else { return "not an encoded word" }
      return String(validating: data, as: UTF8.self) ?? "not UTF-8"
    }.joined()
  }
}

/// The elements of an XML document, in their order, and the texts of each name.
final class Elements: NSObject, XMLParserDelegate {
  private(set) var names: [String] = []
  private(set) var texts: [String: [String]] = [:]
  private var text = ""

  /// Throws what the parser finds wrong.
  static func read(_ bytes: [UInt8]) throws -> Elements {
    let elements = Elements()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = elements
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    return elements
  }

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.append(name)
    text = ""
  }

  func parser(_: XMLParser, foundCharacters string: String) { text += string }

  func parser(_: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    texts[name, default: []].append(text)
    text = ""
  }
}

extension String {
  /// With its line feeds written in another way.
  func withLineEnds(_ end: String) -> String {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }.joined(
      separator: end)
  }
}
