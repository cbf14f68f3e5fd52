-- Each cause with its changes, and for each change the complaints of the cause and the orders of the shop in as many days before it as after
-- it: up to now, and $2 at most. Days are civil days of the zone $1.
select cause.code, cause.title, cause.prevention, change.what, change.made_on::text as made_on, span.days,
  before.cases as cases_before, before.orders as orders_before, after.cases as cases_after, after.orders as orders_after
from casework.cause
left join casework.cause_change as change using (code)
left join lateral (
  select least($2::int, greatest(0, (casework.business_now() at time zone $1::text)::date - change.made_on)) as days
  where change.made_on is not null
) as span on true
left join lateral (
  select
    (
      select count(*)
      from casework.case_record
      join casework.case_cause using (case_id)
      where case_cause.code = cause.code
        and case_record.received_at >= (change.made_on - span.days)::timestamp at time zone $1::text
        and case_record.received_at < change.made_on::timestamp at time zone $1::text) as cases,
    (
      select count(*)
      from casework.order_record
      where ordered_at >= (change.made_on - span.days)::timestamp at time zone $1::text
        and ordered_at < change.made_on::timestamp at time zone $1::text) as orders
) as before on span.days is not null
left join lateral (
  select
    (
      select count(*)
      from casework.case_record
      join casework.case_cause using (case_id)
      where case_cause.code = cause.code
        and case_record.received_at >= change.made_on::timestamp at time zone $1::text
        and case_record.received_at < (change.made_on + span.days)::timestamp at time zone $1::text) as cases,
    (
      select count(*)
      from casework.order_record
      where ordered_at >= change.made_on::timestamp at time zone $1::text
        and ordered_at < (change.made_on + span.days)::timestamp at time zone $1::text) as orders
) as after on span.days is not null
order by cause.code, change.made_on desc, change.change_id desc
