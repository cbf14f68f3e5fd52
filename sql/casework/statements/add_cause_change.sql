-- Code, what, day, what customers are told by language, by whom. No row: there is no such cause.
insert into casework.cause_change (code, what, made_on, told, recorded_by, recorded_at)
select code, $2::text, $3::text::date, $4::jsonb, $5::text, casework.business_now()
from casework.cause
where code = $1
returning change_id
