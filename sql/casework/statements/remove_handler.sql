-- Name. What they did stays in the histories, under their name.
delete from casework.handler
where lower(name) = lower($1)
