-- Cases, kinds, facts, moments before which nothing is said (null: none), channels (null: the customer's). The sequence goes on from the case's last message of the
-- kind; several in one batch count on. What answers in public goes where the complaint was made.
with given as materialized (
  select given.*, row_number() over (partition by given.case_id, given.kind order by position) as number,
    case_record.band, case_record.locale,
    case
      when given.channel is not null then given.channel
      when given.kind = 'public_reply' then case_record.channel
      else coalesce(case_record.preferred_channel, case_record.channel)
    end as way
  from unnest($1::bigint[], $2::text[], $3::jsonb[], $4::timestamptz[], $5::text[])
    with ordinality as given (case_id, kind, facts, not_before, channel, position)
  join casework.case_record using (case_id)
), written as (
  insert into casework.notification (case_id, kind, sequence, channel, locale, facts, created_at)
  select given.case_id, given.kind, given.number + coalesce(last.sequence, 0), given.way, given.locale,
    given.facts, greatest((select casework.business_now()), given.not_before)
  from given
  left join lateral (
    select max(sequence) as sequence
    from casework.notification
    where (notification.case_id, notification.kind) = (given.case_id, given.kind)
  ) as last on true
  order by given.position
  returning notification_id, case_id, created_at
)
select written.notification_id, bands.band,
  case when written.created_at > (select casework.business_now()) then written.created_at end as run_at
from written
join (select distinct case_id, band from given) as bands using (case_id)
order by written.notification_id
