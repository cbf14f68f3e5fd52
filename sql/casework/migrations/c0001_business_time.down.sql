drop function casework.start_business_time, casework.advance_business_time, casework.business_now;
drop table casework.sandbox;
