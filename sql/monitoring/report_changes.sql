-- Each cause with its changes, and for each change the complaints of the cause and the orders of the shop in as many days before it as after
-- it: up to now, and $2 at most. Days are civil days of the zone $1. case_record_received and order_record_ordered bound it.
with change as (
  select cause_change.*, span.days, made.at,
    (made_on - span.days)::timestamp at time zone $1::text as since, (made_on + span.days)::timestamp at time zone $1::text as until
  from casework.cause_change
  cross join lateral (
    select least($2::int, greatest(0, (casework.business_now() at time zone $1::text)::date - made_on)) as days
  ) as span
  cross join lateral (select made_on::timestamp at time zone $1::text as at) as made
), counted as (
  select change.*, complaint.before as cases_before, complaint.after as cases_after, bought.before as orders_before, bought.after as orders_after
  from change
  cross join lateral (
    select count(*) filter (where received_at < change.at) as before, count(*) filter (where received_at >= change.at) as after
    from casework.case_record
    join casework.case_cause using (case_id)
    where case_cause.code = change.code and received_at >= change.since and received_at < change.until
  ) as complaint
  cross join lateral (
    select count(*) filter (where ordered_at < change.at) as before, count(*) filter (where ordered_at >= change.at) as after
    from casework.order_record
    where ordered_at >= change.since and ordered_at < change.until
  ) as bought
)
select cause.code, cause.title, cause.prevention, counted.what, counted.made_on::text as made_on, counted.days,
  counted.cases_before, counted.orders_before, counted.cases_after, counted.orders_after
from casework.cause
left join counted using (code)
order by cause.code, counted.made_on desc, counted.change_id desc
