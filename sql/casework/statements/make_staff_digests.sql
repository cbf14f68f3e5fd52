-- Seconds of the interval. For each person who has been told nothing within it, a digest of all that waits by now; the table of digests is locked by the caller.
with due as materialized (
  select recipient
  from casework.staff_notice
  where digest_id is null and occurred_at <= (select casework.business_now())
    and not exists (
      select from casework.staff_digest
      where staff_digest.recipient = staff_notice.recipient
        and made_at + make_interval(secs => $1) > (select casework.business_now()))
  group by recipient
), made as (
  insert into casework.staff_digest (recipient, made_at)
  select recipient, (select casework.business_now())
  from due
  order by recipient
  returning digest_id, recipient
)
update casework.staff_notice
set digest_id = made.digest_id
from made
where staff_notice.recipient = made.recipient and staff_notice.digest_id is null
  and occurred_at <= (select casework.business_now())
