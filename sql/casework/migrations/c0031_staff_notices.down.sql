drop table casework.staff_notice, casework.staff_digest;
