-- Cases, rounds, moments of the complaints, moment, orders, facts.
insert into casework.order_snapshot (case_id, round, as_of, taken_at, order_id, facts)
select case_id, round, as_of, $4, order_id, facts
from unnest($1::bigint[], $2::int[], $3::timestamptz[], $5::bigint[], $6::jsonb[])
  as given (case_id, round, as_of, order_id, facts)
