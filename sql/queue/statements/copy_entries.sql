-- Number, transaction and time come from the table's defaults.
copy job_queue.entry (generation, lane, due, deadline, kind, arguments) from stdin (format binary)
