-- Names, cron expressions, zones, missed runs, queues, kinds, arguments, bands: what a worker brings along. In the order of the names, so
-- that workers that start together wait for each other instead of deadlocking.
-- Another expression or zone: when it comes next is to be worked out anew, which null says. Otherwise it stays, or each start of a worker
-- would forget what was missed. A schedule that is as it was is not written.
insert into job_queue.schedule (name, cron, zone, missed, queue, kind, arguments, band)
select *
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::smallint[])
  as brought (name, cron, zone, missed, queue, kind, arguments, band)
order by name
on conflict (name) do update
set cron = excluded.cron, zone = excluded.zone, missed = excluded.missed, queue = excluded.queue, kind = excluded.kind,
  arguments = excluded.arguments, band = excluded.band,
  next_at = case when (schedule.cron, schedule.zone) = (excluded.cron, excluded.zone) then schedule.next_at end
where (schedule.cron, schedule.zone, schedule.missed, schedule.queue, schedule.kind, schedule.arguments, schedule.band)
  is distinct from (excluded.cron, excluded.zone, excluded.missed, excluded.queue, excluded.kind, excluded.arguments, excluded.band)
