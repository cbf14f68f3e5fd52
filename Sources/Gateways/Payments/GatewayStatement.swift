import LibPQ

/// The statements of the embedded gateways: the files of sql/gateways.
enum GatewayStatement {
  static let instructPayout = Statement("instruct_payout", PackageResources.instruct_payout_sql)
  static let findPayout = Statement("find_payout", PackageResources.find_payout_sql)
  static let issueVoucher = Statement("issue_voucher", PackageResources.issue_voucher_sql)
  static let findVoucher = Statement("find_voucher", PackageResources.find_voucher_sql)
  static let redeemVoucher = Statement("redeem_voucher", PackageResources.redeem_voucher_sql)
  static let withdrawVoucher = Statement("withdraw_voucher", PackageResources.withdraw_voucher_sql)
  static let withdrawPayout = Statement("withdraw_payout", PackageResources.withdraw_payout_sql)
  static let confirmPayoutFile = Statement("confirm_payout_file", PackageResources.confirm_payout_file_sql)
  static let refusePayouts = Statement("refuse_payouts", PackageResources.refuse_payouts_sql)
  static let readVoucher = Statement("read_voucher", PackageResources.read_voucher_sql)
  static let lockOpenPayouts = Statement("lock_open_payouts", PackageResources.lock_open_payouts_sql)
  static let openPayoutFile = Statement("open_payout_file", PackageResources.open_payout_file_sql)
  static let keepPayoutDocument = Statement("keep_payout_document", PackageResources.keep_payout_document_sql)
  static let readPayoutDocuments = Statement(
    "read_payout_documents", PackageResources.read_payout_documents_sql)
}

extension Statement {
  fileprivate init(_ name: String, _ file: [UInt8]) {
    self.init(name, String(decoding: file, as: UTF8.self))
  }
}
