drop index casework.payout_open;
create index payout_open on casework.payout (payout_id) where file_id is null;
alter table casework.payout drop column withdrawn_at;
alter table casework.voucher drop column withdrawn_at;
drop index casework.ledger_entry_reverses;
