-- Where the promised day of delivery is a day, by its IANA name; null: in the zone of the policy that a complaint is received under.
alter table casework.order_record add column promised_zone text;
