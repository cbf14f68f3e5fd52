-- Case: its attachments, those that were erased, too. The caller holds the case locked.
select number, digest, evidence
from casework.attachment
where case_id = $1
order by number
