-- What was given and is taken back, or comes back: an entry of its own that names the one it takes off the books. Several may, for
-- parts of it; the sum is checked under the lock of the case.
create index ledger_entry_reverses on casework.ledger_entry (reverses) where reverses is not null;

-- A code that nobody had used when it was taken back, and a payment that had gone to no bank.
alter table casework.voucher add column withdrawn_at timestamptz check (withdrawn_at is null or redeemed_at is null); -- business time
alter table casework.payout add column withdrawn_at timestamptz check (withdrawn_at is null or file_id is null);      -- business time
drop index casework.payout_open;
create index payout_open on casework.payout (payout_id) where file_id is null and withdrawn_at is null;
