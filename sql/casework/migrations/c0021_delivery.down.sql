drop function casework.report_delivery(text);
drop function casework.report_bounce(text, text);
drop function casework.find_mail(text);
drop index casework.notification_handed;
drop index casework.notification_message_id;
-- As it was understood then: what a person has is out of the house.
update casework.notification set sent_at = handed_at where sent_at is null and handed_at is not null;
alter table casework.notification
  drop constraint notification_bounce,
  drop column handed_at,
  drop column delivered_at,
  drop column bounced_at,
  drop column bounce_reason;
