-- Case, channel: the way by which the customer is written to from now on. What is written already goes the way that it was written for.
update casework.case_record set preferred_channel = $2 where case_id = $1
