-- Cases just made. One that has an earlier, unsettled case of the same customer about the same order is linked to it, and
-- stands as many levels higher as there are such cases (S22). The customers are locked: nobody is making another just now.
with repeat as (
  select mine.case_id, (array_agg(earlier.case_id order by earlier.received_at desc, earlier.case_id desc))[1] as parent,
    count(*)::smallint as level
  from casework.case_record as mine
  join casework.case_record as earlier
    on earlier.customer_id = mine.customer_id
      and earlier.merchant = mine.merchant
      and earlier.order_reference = mine.order_reference
      and (earlier.received_at, earlier.case_id) < (mine.received_at, mine.case_id)
  where mine.case_id = any ($1::bigint[])
    and earlier.state not in ('resolved', 'closed', 'withdrawn')
  group by mine.case_id
)
update casework.case_record
set parent_case_id = repeat.parent, escalation_level = repeat.level
from repeat
where case_record.case_id = repeat.case_id
returning case_record.case_id, repeat.parent, repeat.level
