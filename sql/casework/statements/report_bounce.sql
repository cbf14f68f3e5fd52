-- Message-ID or number, reason; see the function.
select casework.report_bounce($1, $2)
