-- Whoever opens a case sees what repeats it, also under the lock of a hand-over; and an erasure looks for a case's payouts. Without these,
-- each such look read all cases, or all payouts.
create index case_record_parent on casework.case_record (parent_case_id) where parent_case_id is not null;
create index payout_of_case on casework.payout (case_id);
