-- Once marked, marked: there is no way back, because business time does not run backwards.
insert into casework.sandbox default values on conflict do nothing
