-- Cases, levels, who answers for them from now on (null: who did). An attribute, not a state: the work goes on. Never down. A case may be
-- named for several rungs at once (a repeat that is also of high value): it goes to the highest, and to whoever answers there.
update casework.case_record
set escalation_level = greatest(escalation_level, given.level),
  responsible = coalesce(given.responsible, case_record.responsible)
from (
  select case_id, max(level) as level,
    (array_agg(responsible order by level desc) filter (where responsible is not null))[1] as responsible
  from unnest($1::bigint[], $2::int[], $3::text[]) as named (case_id, level, responsible)
  group by case_id
) as given
where case_record.case_id = given.case_id
