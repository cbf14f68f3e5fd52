-- Cases that what becomes known of their order may still decide: they are looked for by every import of orders.
create index case_record_undecided_order on casework.case_record (merchant, order_reference)
  where state in ('awaiting_information', 'manual_review');
