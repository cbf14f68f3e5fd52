-- S30: what becomes known of an order is news for whoever waits for it, however far the case has come; every import of orders looks for
-- such cases.
drop index casework.case_record_undecided_order;
create index case_record_open_order on casework.case_record (merchant, order_reference)
  where state not in ('resolved', 'rejected', 'closed', 'withdrawn');
