-- What it does stands with the function: c0140_clock_rollup.
select casework.fold_clock_rollup()
