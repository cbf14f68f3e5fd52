import Foundation
import Monitoring
import Web

/// A request that cannot be understood, in words for whoever made it.
struct Refused: Error {
  let reason: String
}

extension JobFilter {
  /// Of the query `state=dead,retrying&queue=verify&kind=verify&after=PLACE`; what is left out is as on the command line.
  init(_ query: [String: String], limit: Int) throws(Refused) {
    func given(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard !query.values.contains(where: { $0.contains("\0") }) else {
      throw Refused(reason: "There are no queues or kinds of that name.")
    }
    self.init(queue: given("queue"), kind: given("kind"), limit: limit)
    if let words = given("state")?.split(separator: ",") {
      states = []
      for word in words {
        guard let state = JobState(rawValue: String(word)), JobState.listed.contains(state) else {
          throw Refused(reason: "state is one or more of \(JobState.words).")
        }
        states.append(state)
      }
    }
    if let place = given("after") {
      guard let place = JobPlace(place) else {
        throw Refused(reason: "after is what next was in an earlier answer.")
      }
      after = place
    }
  }

  /// The same address with another beginning; names in order, so that equal queries are equal texts.
  static func path(_ path: String, _ query: [String: String], after place: JobPlace?) -> String {
    var query = query
    if let place { query["after"] = place.description }
    guard !query.isEmpty else { return path }
    let pairs = query.sorted { $0.key < $1.key }.map { "\(escaped($0.key))=\(escaped($0.value))" }
    return "\(path)?\(pairs.joined(separator: "&"))"
  }

  private static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}

extension JobState {
  /// What can be asked for, for messages.
  package static var words: String { listed.map(\.rawValue).joined(separator: ", ") }
}
