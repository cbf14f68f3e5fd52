drop function casework.advance_business_time, casework.business_now;
drop table casework.sandbox;
