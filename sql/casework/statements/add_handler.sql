-- Name, address, languages, team, rung. No row: somebody of that name is there.
insert into casework.handler (name, email, languages, team, rung)
values ($1, $2, $3, $4, $5)
on conflict (lower(name)) do nothing
returning handler_id
