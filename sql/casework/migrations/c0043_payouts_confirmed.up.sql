-- The bank has a payout file, but for what it refused: under policies with done_when: confirmed, only then is a remedy carried out (S40).
alter table casework.payout_file add column confirmed_at timestamptz; -- business time
alter table casework.payout add column refused_at timestamptz;        -- by the bank
create index payout_of_file on casework.payout (file_id) where file_id is not null;
