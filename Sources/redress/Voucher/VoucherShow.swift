import ArgumentParser
import Casework
import Complaints
import Foundation
import Gateways
import Programs

struct VoucherShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows what a code is worth, and whether it can be used.")

  @OptionGroup var argument: VoucherCodeArgument
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    /// In minor units of `currency`.
    let amount: Int64
    let currency: String
    /// `open`, `redeemed`, `withdrawn`, `expired`.
    let state: String
    let issuedAt: Date
    let validUntil: Date
    let redeemedAt: Date?
    let withdrawnAt: Date?
    let reference: String?
  }

  func run() async throws {
    let code = try argument.read()
    let (found, now) = try await database.withPool { pool in
      (try await VoucherBook.find(code, in: pool), try await BusinessTime.now(in: pool))
    }
    guard let voucher = found else { throw Failure.unknownVoucher }
    let state =
      voucher.redeemedAt != nil
      ? "redeemed" : voucher.withdrawnAt != nil ? "withdrawn" : voucher.validUntil <= now ? "expired" : "open"
    let report = Report(
      amount: voucher.amount.minorUnits, currency: voucher.amount.currency.code, state: state,
      issuedAt: voucher.issuedAt, validUntil: voucher.validUntil, redeemedAt: voucher.redeemedAt,
      withdrawnAt: voucher.withdrawnAt, reference: voucher.caseReference)
    try output.print(report) { terminal in
      var table = TextTable(.text(""), .flexible(""))
      table.add("worth", voucher.amount.description)
      table.add("is", state)
      table.add("issued", instantText(voucher.issuedAt) + (voucher.caseReference.map { ", for \($0)" } ?? ""))
      table.add("usable until", instantText(voucher.validUntil))
      if let redeemed = voucher.redeemedAt { table.add("redeemed", instantText(redeemed)) }
      if let withdrawn = voucher.withdrawnAt { table.add("withdrawn", instantText(withdrawn)) }
      return Array(table.lines(for: terminal).dropFirst())
    }
  }
}

extension Failure {
  static var unknownVoucher: Failure { .wrongInput("This code was never issued.") }
}
