-- Cases, locked by the caller. One rung up the ladder each; a level is an attribute, the work goes on.
update casework.case_record set escalation_level = escalation_level + 1 where case_id = any ($1)
