alter table casework.order_item drop column category;
