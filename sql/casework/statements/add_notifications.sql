-- Cases, kinds, facts. The sequence goes on from the case's last message of the kind; several in one batch count on.
with given as materialized (
  select given.*, row_number() over (partition by given.case_id, given.kind order by position) as number,
    case_record.band, case_record.locale, coalesce(case_record.preferred_channel, case_record.channel) as channel
  from unnest($1::bigint[], $2::text[], $3::jsonb[]) with ordinality as given (case_id, kind, facts, position)
  join casework.case_record using (case_id)
), written as (
  insert into casework.notification (case_id, kind, sequence, channel, locale, facts, created_at)
  select given.case_id, given.kind, given.number + coalesce(last.sequence, 0), given.channel, given.locale,
    given.facts, casework.business_now()
  from given
  left join lateral (
    select max(sequence) as sequence
    from casework.notification
    where (notification.case_id, notification.kind) = (given.case_id, given.kind)
  ) as last on true
  order by given.position
  returning notification_id, case_id
)
select written.notification_id, bands.band
from written
join (select distinct case_id, band from given) as bands using (case_id)
order by written.notification_id
