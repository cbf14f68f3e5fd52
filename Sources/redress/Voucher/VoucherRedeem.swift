import ArgumentParser
import Casework
import Gateways
import Programs

struct VoucherRedeem: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redeem",
    abstract: "Takes a code for a purchase: from now on it is worth nothing.",
    discussion: """
      Of two who redeem a code at the same moment, one is told what it is worth, and the other that it was redeemed. A shop's own \
      program calls VoucherBook.redeem in the transaction of its purchase instead.
      """)

  @OptionGroup var argument: VoucherCodeArgument
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let code = try argument.read()
    let worth = try await database.withPool { pool in
      let now = try await BusinessTime.now(in: pool)
      if let worth = try await VoucherBook.redeem(code, at: now, in: pool) { return worth }
      guard let voucher = try await VoucherBook.find(code, in: pool) else { throw Failure.unknownVoucher }
      if let redeemed = voucher.redeemedAt {
        throw Failure("This code was redeemed on \(instantText(redeemed)).")
      }
      if let withdrawn = voucher.withdrawnAt {
        throw Failure("This code was withdrawn on \(instantText(withdrawn)).")
      }
      throw Failure("This code could be used until \(instantText(voucher.validUntil)).")
    }
    Terminal.output.print("Redeemed: the code was worth \(worth).")
  }
}
