drop index casework.order_record_ordered;
drop index casework.ledger_entry_intended;
drop index casework.ledger_progress_done;
drop index casework.clock_continued;
drop index casework.clock_stopped;
