-- What was promised and what was carried out, by currency and by what it is. A failed entry is promised no more; a reversal is an
-- entry of its own with a negative amount, so the sums are net, and nothing more that was given.
select currency::text as currency, budget, remedy,
  sum(amount_minor) filter (where status <> 'failed')::bigint as promised_minor,
  coalesce(sum(amount_minor) filter (where status = 'done'), 0)::bigint as done_minor,
  count(*) filter (where status <> 'failed' and reverses is null) as entries
from casework.ledger
group by currency, budget, remedy
having count(*) filter (where status <> 'failed' and reverses is null) > 0
order by currency, budget, remedy
