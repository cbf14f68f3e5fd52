drop index casework.case_record_open_order;
create index case_record_undecided_order on casework.case_record (merchant, order_reference)
  where state in ('awaiting_information', 'manual_review');
