-- Each cause with its changes, and for each change the complaints of the cause and the orders of the shop in as many days before it as after
-- it: up to now, and $2 at most. Days are civil days of the zone $1. Each day is counted once, however many changes look at it; from the first
-- day that any of them does, by case_record_received and order_record_ordered.
with change as (
  select cause_change.*, span.days
  from casework.cause_change
  cross join lateral (
    select least($2::int, greatest(0, (casework.business_now() at time zone $1::text)::date - made_on)) as days
  ) as span
), bounds as (
  select min(made_on - days)::timestamp at time zone $1::text as since, max(made_on + days)::timestamp at time zone $1::text as until
  from change
), complaint as materialized (
  select case_cause.code, (received_at at time zone $1::text)::date as day, count(*) as cases
  from bounds
  join casework.case_record on received_at >= bounds.since and received_at < bounds.until
  join casework.case_cause using (case_id)
  group by case_cause.code, day
), bought as materialized (
  select (ordered_at at time zone $1::text)::date as day, count(*) as orders
  from bounds
  join casework.order_record on ordered_at >= bounds.since and ordered_at < bounds.until
  group by day
)
select cause.code, cause.title, cause.prevention, change.what, change.made_on::text as made_on, change.days,
  seen.before as cases_before, sold.before as orders_before, seen.after as cases_after, sold.after as orders_after
from casework.cause
left join change using (code)
left join lateral (
  select coalesce(sum(cases) filter (where day < change.made_on), 0)::bigint as before,
    coalesce(sum(cases) filter (where day >= change.made_on), 0)::bigint as after
  from complaint
  where complaint.code = change.code and day >= change.made_on - change.days and day < change.made_on + change.days
) as seen on true
left join lateral (
  select coalesce(sum(orders) filter (where day < change.made_on), 0)::bigint as before,
    coalesce(sum(orders) filter (where day >= change.made_on), 0)::bigint as after
  from bought
  where day >= change.made_on - change.days and day < change.made_on + change.days
) as sold on true
order by cause.code, change.made_on desc, change.change_id desc
