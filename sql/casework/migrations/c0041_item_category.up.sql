-- The shop's own word for what kind of product it is, by which a policy says from when a delay is material (S14).
alter table casework.order_item add column category text;
