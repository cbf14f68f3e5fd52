-- From when on. Raises CW001 where no sandbox is, CW003 where there are cases.
select casework.start_business_time($1)
