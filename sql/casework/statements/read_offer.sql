-- Case, version of the decision: the options that go with it.
select position, remedy, basis, amount_minor, currency::text as currency, needs_return, is_default, valid_until, formula
from casework.remedy_option
where case_id = $1 and decision_version = $2
order by position
