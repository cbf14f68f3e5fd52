-- Code, answers; see the function.
select casework.answer_survey($1, $2) as outcome
