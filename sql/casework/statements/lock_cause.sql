-- A cause and what was changed against it last, of which customers are told. Locked: of two who tell of it at once, the second finds what the
-- first has told; whoever gives a case this cause does not wait.
select cause.code, told.change_id, told.made_on::text as made_on, told.told
from casework.cause
left join lateral (
  select change_id, made_on, told
  from casework.cause_change
  where cause_change.code = cause.code and told <> '{}'
  order by made_on desc, change_id desc
  limit 1
) as told on true
where cause.code = $1
for no key update of cause
