alter table casework.order_record drop column promised_zone;
