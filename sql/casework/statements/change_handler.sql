-- Name; address, languages, team, rung, whether away: null leaves a column as it is, and an empty text takes it away.
update casework.handler
set email = coalesce($2, email),
  languages = coalesce($3, languages),
  team = nullif(coalesce($4, team), ''),
  rung = nullif(coalesce($5, rung), ''),
  is_away = coalesce($6, is_away)
where lower(name) = lower($1)
returning name
