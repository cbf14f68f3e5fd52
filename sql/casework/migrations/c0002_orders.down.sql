drop table casework.order_payment, casework.order_item, casework.order_record, casework.customer, casework.policy;
