/// The versions of one policy that are at hand, each for its days of receipt: from its `valid_from` through its `valid_through`, or
/// through the day before the next one. A case keeps the version of the civil day, in the policy's zone, on which it was received.
package struct PolicyVersions: Sendable {
  /// A version with what people call it: the path of its file, as a rule.
  package struct Named: Sendable {
    package let name: String
    package let policy: Policy

    package init(_ name: String, _ policy: Policy) {
      self.name = name
      self.policy = policy
    }
  }

  /// In the order of their days. Never empty, without a gap or an overlap.
  package let named: [Named]

  /// A version alone: for every day from its first.
  package init(_ policy: Policy, name: String? = nil) {
    named = [Named(name ?? policy.id, policy)]
  }

  /// - Parameter versions: in any order; at least one.
  /// - Throws: all that keeps them from being versions of one policy, each with the file and its line.
  package init(_ versions: [Named]) throws(PolicyVersionProblems) {
    precondition(!versions.isEmpty)
    named = versions.sorted { $0.policy.version < $1.policy.version }
    let problems = zip(named, named.dropFirst()).compactMap { PolicyVersions.problem(between: $0, and: $1) }
    guard problems.isEmpty else { throw PolicyVersionProblems(problems: problems) }
  }

  /// Of the one policy.
  package var id: String { named[0].policy.id }

  package var zone: Zone { named[0].policy.zone }

  /// The version for complaints that are received on the day.
  package func version(on day: CivilDate) throws(PolicyNotInForce) -> Policy {
    guard let policy = named.last(where: { $0.policy.validFrom <= day })?.policy else {
      throw PolicyNotInForce(id: id, day: day, bound: .from(named[0].policy.validFrom))
    }
    if let last = policy.validThrough, last < day {
      throw PolicyNotInForce(id: id, day: day, bound: .through(last))
    }
    return policy
  }

  /// The last day of a version, by its own file or by the next one's; `nil`: it has none.
  package func lastDay(of policy: Policy) -> CivilDate? {
    if let last = policy.validThrough { return last }
    return named.first { $0.policy.version > policy.version }?.policy.validFrom.adding(days: -1)
  }

  /// What is wrong between a version and the next, at the later one's line; the days first that nobody can mean.
  private static func problem(between earlier: Named, and later: Named) -> PolicyVersionProblem? {
    let (before, after) = (earlier.policy, later.policy)
    func problem(_ path: String, _ reason: String) -> PolicyVersionProblem {
      let line = PolicyLines(after.source)[path]?.number ?? 1
      return PolicyVersionProblem(
        name: later.name, problem: PolicyProblem(line: line, path: path, reason: reason))
    }
    if before.id != after.id {
      return problem(
        "policy", "is \(after.id), and that of \(earlier.name) is \(before.id): one policy at a time")
    }
    if before.zone != after.zone {
      return problem("zone", "another one than in \(earlier.name): the day of a receipt would not be one day")
    }
    if before.version == after.version {
      return problem(
        "version", "is \(after.version), as in \(earlier.name): give the changed policy the next version")
    }
    if after.validFrom <= before.validFrom {
      return problem(
        "valid_from",
        "\(after.validFrom) is not after \(before.validFrom), when version \(before.version) begins (\(earlier.name))"
      )
    }
    guard let last = before.validThrough else { return nil }
    let next = last.adding(days: 1)
    if after.validFrom > next {
      return problem(
        "valid_from",
        "nothing is in force from \(next) through \(after.validFrom.adding(days: -1)): version \(before.version) ends "
          + "on \(last) (\(earlier.name))")
    }
    if after.validFrom < next {
      return problem(
        "valid_from",
        "from \(after.validFrom) through \(last) version \(before.version) is in force too (\(earlier.name))")
    }
    return nil
  }
}

/// No version at hand is for that day.
package struct PolicyNotInForce: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Bound: Hashable, Sendable {
    case from(CivilDate)
    case through(CivilDate)
  }

  package let id: String
  package let day: CivilDate
  package let bound: Bound

  package var description: String {
    let valid =
      switch bound {
      case .from(let first): "from \(first)"
      case .through(let last): "through \(last)"
      }
    return "policy \(id) is valid \(valid), and the complaint was received on \(day)"
  }
}

/// What is wrong with one of several versions.
package struct PolicyVersionProblem: Hashable, Sendable, CustomStringConvertible {
  /// Its file.
  package let name: String
  package let problem: PolicyProblem

  /// `ours-2.yaml, line 3: valid_from: …`.
  package var description: String { "\(name), \(problem)" }
}

/// Why some policies are not the versions of one. Never empty.
package struct PolicyVersionProblems: Error, Hashable, Sendable, CustomStringConvertible {
  package let problems: [PolicyVersionProblem]

  /// One line a problem.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
