-- Code, title, prevention. A cause that is there gets the new words; its code stays, for cases and changes are under it.
insert into casework.cause as known (code, title, prevention)
values ($1, $2, $3)
on conflict (code) do update set title = excluded.title, prevention = excluded.prevention
returning xmax = 0 as is_new
