-- Names, next moments, whether they fired, errors; now, null for the server's. The rows are locked already.
update job_queue.schedule
set next_at = moved.next_at, error = moved.error,
  fired_at = case when moved.has_fired then coalesce($5::timestamptz, now()) else fired_at end
from unnest($1::text[], $2::timestamptz[], $3::boolean[], $4::text[]) as moved (name, next_at, has_fired, error)
where schedule.name = moved.name
