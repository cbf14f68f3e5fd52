drop index casework.case_record_open_responsible;
drop table casework.handler;
