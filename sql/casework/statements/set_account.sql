-- Case, account. What is in a file for the bank already stays as it is.
update casework.case_text set iban = $2 where case_id = $1
