-- Message-ID or number; see the function.
select casework.report_delivery($1)
