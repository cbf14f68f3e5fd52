-- From, to (exclusive): how many complaints were received.
select count(*) as cases
from casework.case_record
where received_at >= $1 and received_at < $2
