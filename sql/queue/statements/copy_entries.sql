-- Number, transaction, time and generation come from the table's defaults.
copy job_queue.entry (lane, due, deadline, kind, arguments) from stdin (format binary)
