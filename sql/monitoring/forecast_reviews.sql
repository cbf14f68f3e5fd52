-- How many cases wait for a person, and how many were decided in the last fourteen days, or since the first review where that is later. Closed reviews are
-- found by their index on the time of closing.
select
  (select count(*) from casework.manual_review where closed_at is null) as waiting,
  (select count(*)
   from casework.manual_review
   where closed_at > moment.now - interval '14 days' and closed_at <= moment.now and closed_by like 'person:%') as decided,
  greatest(
    moment.now - interval '14 days',
    least(moment.now, (select opened_at from casework.manual_review order by review_id limit 1))) as since
from casework.business_now() as moment (now)
