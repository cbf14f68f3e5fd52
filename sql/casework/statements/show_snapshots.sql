-- Case: its order as it was seen in each round of verification, as one document for people.
select jsonb_pretty(coalesce(
  jsonb_agg(
    jsonb_build_object(
      'round', round, 'as_of', casework.instant_text(as_of), 'taken_at', casework.instant_text(taken_at), 'order', facts)
    order by round),
  '[]')) as document
from casework.order_snapshot
where case_id = $1
