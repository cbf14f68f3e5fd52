-- Case, version of the decision that it explains (null: of none), author, text.
insert into casework.case_statement (case_id, decision_version, author, body, written_at)
values ($1, $2, $3, $4, casework.business_now())
returning statement_id
