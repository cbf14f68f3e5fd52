drop index casework.ledger_entry_goodwill;
