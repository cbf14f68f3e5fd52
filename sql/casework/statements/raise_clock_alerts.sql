-- Cases, kinds, cycles, thresholds, moment. The key admits each once, however many workers look.
insert into casework.clock_alert (case_id, kind, cycle, threshold, raised_at)
select case_id, kind, cycle, threshold, $5
from unnest($1::bigint[], $2::text[], $3::int[], $4::int[]) as given (case_id, kind, cycle, threshold)
on conflict do nothing
