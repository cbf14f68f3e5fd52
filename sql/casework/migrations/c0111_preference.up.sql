-- What matters most to the customer: speed | compensation (S11); and the product that the complaint is about, by the shop's number (S17).
alter table casework.case_record add column preference text, add column product text;
