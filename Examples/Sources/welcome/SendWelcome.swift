import JobQueue

struct SendWelcome: JobArguments {
  static let kind = "send_welcome"
  static let queue = "mail"
  var customer: Int
}

let sendWelcome = EachJob(SendWelcome.self) { job, transaction in
  let greeted = try await transaction.execute(welcome, job.arguments.customer)
  print("job \(job.id): welcome, \(try greeted[0].decode(String.self, "name"))")
}
