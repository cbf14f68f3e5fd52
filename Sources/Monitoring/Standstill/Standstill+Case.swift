import Complaints
import Foundation

extension Standstill {
  /// Decides from what is open of a case. The first reason is the sentence; the others are evidence.
  ///
  /// What is broken comes first (a job that was given up, money that nobody knows of), then what the case's state waits for, then the
  /// work that goes on by itself.
  ///
  /// - Parameters:
  ///   - jobs: the open ones, what keeps the case the longest first.
  ///   - explanation: of the first of them, by the queue.
  ///   - now: business time.
  init(_ view: CaseView, jobs: [TracedJob], explanation: String?, at now: Date) {
    let standing = StandingCase(view: view, jobs: jobs, explanation: explanation, now: now)
    var reasons = standing.broken + standing.awaited + standing.working + standing.untold
    if reasons.isEmpty { reasons = [standing.rest] }
    self.init(reasons[0], evidence: reasons.dropFirst().map(\.sentence) + standing.background)
  }
}

/// A case at one moment, and the sentences that can be said of it.
private struct StandingCase {
  typealias Reason = Standstill.Reason

  let view: CaseView
  let jobs: [TracedJob]
  let explanation: String?
  let now: Date

  private var state: CaseState? { CaseState(rawValue: view.state) }

  // MARK: What is broken

  var broken: [Reason] {
    let dead = jobs.filter { $0.listing.state == .dead }.enumerated().map { index, job in
      let number = job.listing.job
      let told = index == 0 ? explanation : nil
      let why = told?.asClause ?? "it was given up: \(job.listing.lastError ?? "no attempt is left")"
      return Reason(
        .revival, "Its job \(number) (\(job.listing.kind)) is dead: \(why).",
        since: job.listing.dueAt, isAlarming: true, command: "redress queue retry \(number)")
    }
    let unknown = view.payments.filter { $0.status == "unknown" }.map { payment in
      Reason(
        .payment,
        "The provider has not said whether \(payment.remedy.inWords) of \(payment.amount) was carried out; it is asked again with the same key.",
        since: payment.since, isAlarming: true)
    }
    return dead + unknown
  }

  // MARK: What the state waits for

  var awaited: [Reason] {
    switch state {
    case .manualReview: [review]
    case .awaitingInformation:
      waiting(.customer, asked, since: view.request?.since ?? view.stateSince, on: .information)
    case .expertExamination:
      waiting(.expert, "An expert has it", since: view.stateSince, on: .examination)
    case .awaitingChoice:
      waiting(.customer, "The customer is to choose a remedy", since: view.stateSince, on: .offerExpiry)
    case .accepted, .compensating: tasks + payouts
    default: []
    }
  }

  private var review: Reason {
    let reason = view.review.map { ", because of \($0.reason.inWords)" } ?? ""
    return Reason(
      .person, "\(view.responsible) is to decide\(reason).", since: view.review?.since ?? view.stateSince,
      command: "redress case show \(view.reference)")
  }

  private var asked: String {
    let items = view.request?.items.map(\.inWords).joined(separator: ", ") ?? ""
    return "The customer was asked for \(items.isEmpty ? "more" : items)"
  }

  /// A wait that a clock ends. When its time is over, the timer is what is waited for.
  private func waiting(
    _ wait: Standstill.Wait, _ words: String, since: Date, on kind: ClockKind
  ) -> [Reason] {
    guard let clock = view.clocks.first(where: { $0.clock == kind.rawValue }) else {
      return [Reason(wait, "\(words), without a term.", since: since)]
    }
    guard clock.pausedAt == nil else {
      return [Reason(wait, "\(words); the clock \(clock.clock.inWords) stands still.", since: since)]
    }
    guard clock.dueAt <= now else {
      return [
        Reason(wait, "\(words), until \(clock.dueAt.inMinutes).", since: since, until: clock.dueAt)
      ]
    }
    return [
      Reason(
        .worker, "\(words), and the time for it was over \(clock.dueAt.inMinutes): \(turn(in: "clock")).",
        since: clock.dueAt, isAlarming: true)
    ]
  }

  private var tasks: [Reason] {
    view.tasks.filter { $0.task != "carrier_claim" }.map { task in
      let term = task.dueAt.map { ", until \($0.inMinutes)" } ?? ""
      let isOver = task.dueAt.map { $0 <= now } ?? false
      guard task.task != "await_return" else {
        return Reason(
          .goods, "The goods are to come back first (task \(task.number))\(term).", since: task.since,
          until: task.dueAt, isAlarming: isOver, command: "redress task done \(task.number)")
      }
      return Reason(
        .person, "Somebody is to do task \(task.number), \(task.task.inWords)\(term).", since: task.since,
        until: task.dueAt, isAlarming: isOver, command: "redress task done \(task.number)")
    }
  }

  private var payouts: [Reason] {
    view.payments.filter { $0.status == "executing" }.compactMap { payment in
      switch payment.payout {
      case "unexported"?:
        Reason(
          .person, "The payout of \(payment.amount) is in no file for the bank.", since: payment.since,
          command: "redress payouts export")
      case "unconfirmed"?:
        Reason(
          .person, "The bank's word on the payout of \(payment.amount) is awaited.", since: payment.since,
          command: "redress payouts confirm")
      default: nil
      }
    }
  }

  // MARK: What goes on by itself

  /// Its jobs; and where none is found, the step that its state leaves to a worker.
  var working: [Reason] {
    let alive = jobs.filter { $0.listing.state != .dead }
    if let first = alive.first {
      let told = jobs.first?.listing.job == first.listing.job ? explanation : nil
      return [reason(first, told)] + alive.dropFirst().map { reason($0, nil) }
    }
    guard view.receivedAt <= now else {
      return [
        Reason(
          .time, "Its receipt is ahead, at \(view.receivedAt.inMinutes): until then nothing is done.",
          until: view.receivedAt)
      ]
    }
    guard broken.isEmpty, awaited.isEmpty, let queue = step else { return [] }
    return [worker(queue, "Its next step, \(queue), is still to be done")]
  }

  private func reason(_ job: TracedJob, _ explanation: String?) -> Reason {
    let lead = "Its next step, \(job.listing.kind), is job \(job.listing.job)"
    let plain = "it is \(job.listing.state.rawValue), due \(job.listing.dueAt.inMinutes)"
    var reason = job.reason(explanation ?? "")
    reason.sentence = "\(lead): \(explanation?.asClause ?? plain)."
    return reason
  }

  private var step: String? {
    switch state {
    case .received, .acknowledged, .verifying: "verify"
    case .accepted, .compensating: "compensate"
    default: nil
    }
  }

  private func worker(_ queue: String, _ words: String) -> Reason {
    let isPaused = view.queues.first { $0.queue == queue }?.pausedAt != nil
    return Reason(
      isPaused ? .pause : .worker, "\(words): \(turn(in: queue)).", since: view.stateSince,
      isAlarming: !isPaused && workers(in: queue) == 0,
      command: isPaused ? "redress queue resume \(queue)" : nil)
  }

  private func workers(in queue: String) -> Int { view.queues.first { $0.queue == queue }?.workers ?? 0 }

  /// How a queue stands, for a job in it whose number is not known.
  private func turn(in queue: String) -> String {
    let known = view.queues.first { $0.queue == queue }
    if let pausedAt = known?.pausedAt {
      return "queue \(queue) is paused since \(pausedAt.inMinutes)"
        + (known?.pauseReason.map { ": \($0.asClause)" } ?? "")
    }
    return workers(in: queue) == 0
      ? "no worker that is alive works on queue \(queue)" : "it waits for its turn in queue \(queue)"
  }

  // MARK: What the customer has still to hear

  var untold: [Reason] {
    let handed = view.messages.compactMap { message in
      message.handedAt.map {
        Reason(
          .person,
          "Somebody is to tell the customer by \(message.channel.inWords): message \(message.number), \(message.message.inWords).",
          since: $0, command: "redress message told \(message.number)")
      }
    }
    let hasJob = jobs.contains { $0.listing.queue == "notify" }
    let unsent = view.messages.filter { $0.handedAt == nil && !hasJob }.map { message in
      message.writtenAt > now
        ? Reason(
          .time, "The message \(message.message.inWords) is sent at \(message.writtenAt.inMinutes).",
          until: message.writtenAt)
        : worker("notify", "The message \(message.message.inWords) is not sent")
    }
    return handed + unsent
  }

  // MARK: When nothing is open

  var rest: Reason {
    switch state {
    case .closed, .withdrawn:
      return Reason(
        .nothing, "It is over: \(view.state) since \((view.closedAt ?? view.stateSince).inMinutes).",
        since: view.closedAt ?? view.stateSince)
    case .resolved, .rejected:
      guard view.clocks.contains(where: { $0.clock == ClockKind.followUp.rawValue }) else { return stranded }
      return waiting(.time, "It is \(view.state), and rests", since: view.stateSince, on: .followUp)[0]
    default: return stranded
    }
  }

  private var stranded: Reason {
    Reason(
      .unknown, "Nothing that is known of would move it: no job, no clock, and nobody was asked.",
      since: view.stateSince, isAlarming: true, command: "redress case show \(view.reference)")
  }

  // MARK: What bears on it

  var background: [String] {
    var lines = ["It is \(view.state.inWords) since \(view.stateSince.inMinutes)."]
    if state?.isTerminal != true { lines.append("\(view.responsible) answers for it.") }
    if let next = view.nextDue {
      let how = next.isPaused ? ", and stands still" : next.dueAt <= now ? ", and is over" : ""
      lines.append("The next clock, \(next.clock.inWords), is due \(next.dueAt.inMinutes)\(how).")
    }
    if let since = view.mediationSince { lines.append("A mediation goes on since \(since.inMinutes).") }
    for task in view.tasks where task.task == "carrier_claim" {
      lines.append("A claim from the carrier is open (task \(task.number)); it keeps nothing up.")
    }
    return lines + (jobs.first?.evidence ?? [])
  }
}
