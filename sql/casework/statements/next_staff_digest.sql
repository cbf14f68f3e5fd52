-- Seconds of the interval. When the next digest is due of what waits by now; null: nothing waits.
select min(greatest(waiting.occurred_at, last.made_at + make_interval(secs => $1))) as due
from (
  select recipient, min(occurred_at) as occurred_at
  from casework.staff_notice
  where digest_id is null
  group by recipient
) as waiting
left join lateral (
  select made_at
  from casework.staff_digest
  where staff_digest.recipient = waiting.recipient
  order by made_at desc
  limit 1
) as last on true
