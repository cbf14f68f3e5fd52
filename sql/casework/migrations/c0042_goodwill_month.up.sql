-- What was given as goodwill in a month (S12): few of all entries.
create index ledger_entry_goodwill on casework.ledger_entry (intended_at) where budget = 'goodwill';
