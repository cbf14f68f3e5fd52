-- Case: what the rules propose to who has it before them. No row: no open review; null: they had no idea.
select proposal #>> '{}' as proposal
from casework.manual_review
where case_id = $1 and closed_at is null
