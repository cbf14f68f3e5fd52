-- Policies, their currencies, beginnings of the civil month, end (null: none): what was promised or given as goodwill from then on.
-- What is unknown counts as given, as in sum_order_ledgers. What is taken back gives room in the month in which it was given, which may be
-- over: a month never has more to give because of what an earlier one gave.
select given.policy_id, given.currency, coalesce(sum(entry.amount_minor), 0)::bigint as amount_minor
from unnest($1::text[], $2::text[], $3::timestamptz[]) as given (policy_id, currency, since)
left join (
  select ledger.amount_minor + coalesce((
      select sum(reversal.amount_minor)
      from casework.ledger_entry as reversal
      where reversal.reverses = ledger.entry_id and ($4::timestamptz is null or reversal.intended_at <= $4)), 0) as amount_minor,
    ledger.currency::text as currency, ledger.intended_at, case_record.policy_id
  from casework.ledger
  join casework.case_record using (case_id)
  where ledger.budget = 'goodwill' and ledger.reverses is null and ledger.status <> 'failed'
    and ($4::timestamptz is null or ledger.intended_at <= $4)
) as entry on entry.policy_id = given.policy_id and entry.currency = given.currency and entry.intended_at >= given.since
group by given.policy_id, given.currency
