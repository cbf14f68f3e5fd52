-- By how much. Raises CW001 where no sandbox is, CW002 when time would run backwards.
select casework.advance_business_time($1) as business_time
