-- Everybody, with how many cases they have open: those of case_record_open_responsible.
select name, email, languages, team, rung, is_away,
  (select count(*)
   from casework.case_record
   where lower(case_record.responsible) = lower(handler.name)
     and state not in ('resolved', 'rejected', 'closed', 'withdrawn')) as open_cases
from casework.handler
order by lower(name)
