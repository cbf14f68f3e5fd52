-- Name: as the shop writes it (null: it is not on the list), and whether there is a list at all.
select (select name from casework.handler where lower(name) = lower($1)) as name,
  exists (select from casework.handler) as has_list
