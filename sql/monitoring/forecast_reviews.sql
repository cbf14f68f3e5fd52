-- The cases that wait for a person, in the order in which they are due (those without a running answer clock last), up to $1; and how
-- many were decided in the last fourteen days, or since the first review where that is later. Closed reviews are found by their
-- index on the time of closing.
-- They are put in order before their references are looked up; the answer clocks are in clock_answering, which is all of them that is read.
with waiting as materialized (
  select review.case_id, review.opened_at, clock.due_at
  from casework.manual_review as review
  left join casework.clock
    on clock.case_id = review.case_id and clock.kind = 'answer' and clock.stopped_at is null and clock.breached_at is null
  where review.closed_at is null
  order by clock.due_at nulls last, review.opened_at, review.case_id
  limit $1
)
select
  array(
    select case_record.reference
    from waiting
    join casework.case_record using (case_id)
    order by waiting.due_at nulls last, waiting.opened_at, waiting.case_id) as waiting,
  (select count(*)
   from casework.manual_review
   where closed_at > casework.business_now() - interval '14 days' and closed_at <= casework.business_now()
     and closed_by like 'person:%') as decided,
  greatest(
    casework.business_now() - interval '14 days',
    least(
      casework.business_now(),
      (select opened_at from casework.manual_review order by review_id limit 1))) as since
