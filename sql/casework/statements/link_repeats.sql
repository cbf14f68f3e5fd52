-- Cases just made. One that has an earlier, unsettled case of the same customer about the same order, or, where one of the two names no
-- order, of the same kind, is linked to it (S22). The customers are locked: nobody is making another just now. In the order of their
-- receipt, each with the earlier ones and how high the highest of them stands.
with repeat as (
  select mine.case_id, mine.received_at,
    (array_agg(earlier.case_id order by earlier.received_at desc, earlier.case_id desc)) as earlier,
    max(earlier.escalation_level)::smallint as level
  from casework.case_record as mine
  join casework.case_record as earlier
    on earlier.customer_id = mine.customer_id
      and earlier.merchant = mine.merchant
      and case
        when mine.order_reference is null or earlier.order_reference is null then earlier.kind = mine.kind
        else earlier.order_reference = mine.order_reference
      end
      and (earlier.received_at, earlier.case_id) < (mine.received_at, mine.case_id)
  where mine.case_id = any ($1::bigint[])
    and earlier.state not in ('resolved', 'closed', 'withdrawn')
  group by mine.case_id
), linked as (
  update casework.case_record
  set parent_case_id = repeat.earlier[1]
  from repeat
  where case_record.case_id = repeat.case_id
)
select case_id, earlier, level
from repeat
order by received_at, case_id
