-- What became of a message after it was written: handed to the person who passes it on, gone, arrived, or come back.

alter table casework.notification
  add column handed_at timestamptz,    -- to a person of the shop; sent_at says when that person had told the customer
  add column delivered_at timestamptz, -- the customer's mail server has it, or the customer was told
  add column bounced_at timestamptz,   -- it came back
  add column bounce_reason text,
  add constraint notification_bounce check (
    (bounced_at is null) = (bounce_reason is null)
    and bounce_reason in ('unknown_address', 'mailbox_full', 'refused', 'expired', 'other'));
create unique index notification_message_id on casework.notification (message_id) where message_id is not null;
create index notification_handed on casework.notification (handed_at)
  where handed_at is not null and sent_at is null and suppressed_at is null;

-- The mail with that Message-ID, with or without its angle brackets; or our own number of it. Null: no mail of ours.
create function casework.find_mail(p_message text) returns bigint
language sql stable
as $$
  select notification_id
  from casework.notification
  where message_id = '<' || btrim(p_message, ' <>') || '>'
  union all
  select notification_id
  from casework.notification
  where message_id is not null
    and notification_id = case when btrim(p_message) ~ '^[0-9]{1,18}$' then btrim(p_message)::bigint end
$$;

-- For whatever learns that a mail has come back: a filter behind the mail server, a provider's webhook, a person. A worker draws the
-- consequences. Twice the same changes nothing. Returns false where no mail of ours has that Message-ID; raises CW004 for another
-- reason than those of the column.
create function casework.report_bounce(p_message text, p_reason text default 'unknown_address') returns boolean
language plpgsql volatile
as $$
declare
  v_notification bigint := casework.find_mail(p_message);
begin
  if p_reason is null or p_reason not in ('unknown_address', 'mailbox_full', 'refused', 'expired', 'other') then
    raise exception 'a mail bounces for one of: unknown_address, mailbox_full, refused, expired, other' using errcode = 'CW004';
  end if;
  if v_notification is null then
    return false;
  end if;
  perform job_queue.enqueue(
    'notify', 'delivery', jsonb_build_object('notification', v_notification, 'bounced', p_reason), 0::smallint);
  return true;
end
$$;

-- The same for a mail that has arrived. Only where a policy's answer is given when it is delivered does anything hang on it.
create function casework.report_delivery(p_message text) returns boolean
language plpgsql volatile
as $$
declare
  v_notification bigint := casework.find_mail(p_message);
begin
  if v_notification is null then
    return false;
  end if;
  perform job_queue.enqueue('notify', 'delivery', jsonb_build_object('notification', v_notification), 0::smallint);
  return true;
end
$$;
