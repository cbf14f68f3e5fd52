-- Cases, kinds, cycles, thresholds, moment. The key lets each be told once; who has read the alerts under the case's lock
-- does not meet it.
insert into casework.clock_alert (case_id, kind, cycle, threshold, raised_at)
select given.*, $5
from unnest($1::bigint[], $2::text[], $3::int[], $4::int[]) as given
