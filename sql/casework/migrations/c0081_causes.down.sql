drop index casework.case_record_received;
alter table casework.order_record drop column carrier, drop column seller;
drop table casework.cause_change, casework.case_cause, casework.cause;
