import Complaints
import Foundation
import Gateways
import JobQueue
import Logging

@testable import Casework

extension Shop {
  /// Two workers do all that is to be done by now, on the real queue.
  func work(_ outbox: TestOutbox) async throws {
    let logger = Logger(label: "workers") { _ in SwiftLogNoOpLogHandler() }
    try await run("select job_queue.promote('business', '-infinity', 10000)")
    try await withThrowingTaskGroup { group in
      for number in 1...2 {
        var configuration = WorkerConfiguration(
          queues: ["verify", "compensate", "notify", "clock"], host: "test-\(number)", version: "test")
        configuration.untilIdle = true
        configuration.batchSize = 5
        configuration.pollInterval = .milliseconds(20)
        let worker = Worker(
          pool: pool, configuration: configuration, handlers: try handlers(outbox), logger: logger)
        group.addTask { try await worker.run() }
      }
      try await group.waitForAll()
    }
  }

  /// Somebody picks up the telephone.
  func passOn() async throws {
    let desk = MessageDesk(pool: pool)
    for message in try await desk.handed(limit: 1_000) {
      try await desk.told(message.number, by: "Jan Kowal")
    }
  }

  /// All steps, with the embedded gateways or with others.
  func handlers(
    _ outbox: TestOutbox, money: (any PaymentGateway)? = nil, codes: (any PaymentGateway)? = nil
  ) throws -> [any JobHandler] {
    let desk = PaymentDesk(money: money ?? PayoutBook(pool), codes: codes ?? VoucherBook(pool))
    return [
      VerifyHandler(), RecheckHandler(), DisagreementHandler(),
      CompensateHandler(pool: pool, desk: desk), InquiryHandler(pool: pool, desk: desk),
      NotifyHandler(
        pool: pool, mail: try MailFolder(URL(filePath: outbox.path + "/mail")),
        handover: HandoverFolder(outbox.path + "/mail/handover"),
        sender: try MailAddress("redress@shop.example"),
        catalog: .embedded),
      DeliveryHandler(), ClockHandler(), RetentionHandler(limit: 2),
      ForgetHandler(store: AttachmentFolder(outbox.path + "/files"), archive: outbox.archive),
      HandOverHandler(sources: BundleSources(attachments: outbox.attachments, messages: outbox.archive)),
      StaffDigestHandler(
        pool: pool, mail: try MailFolder(URL(filePath: outbox.path + "/staff")),
        sender: try MailAddress("redress@shop.example"), interval: .seconds(3600)),
    ]
  }
}
