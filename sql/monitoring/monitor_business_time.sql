-- What the report is taken at: the server's clock, and the business time that deadlines are measured in.
select now() as server_time,
  casework.business_now() as business_time,
  exists (select from casework.sandbox) as is_sandbox
