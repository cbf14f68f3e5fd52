drop view casework.ledger;
drop table casework.payout, casework.payout_document, casework.payout_file, casework.voucher, casework.ledger_progress, casework.ledger_entry;
