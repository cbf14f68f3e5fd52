-- Cases, codes, moment. The rules' guess: another one replaces it, a person's word does not go. A cause that the shop's catalogue does
-- not have is left out.
insert into casework.case_cause as known (case_id, code, set_by, set_at)
select given.case_id, given.code, 'rules', $3::timestamptz
from unnest($1::bigint[], $2::text[]) as given (case_id, code)
join casework.cause using (code)
order by given.case_id
on conflict (case_id) do update
set code = excluded.code, set_at = excluded.set_at
where known.set_by = 'rules' and known.code <> excluded.code
