-- Messages by kind and language. The language is the one that was used; for what is not sent yet, the one asked for.
select kind, coalesce(locale_used, locale) as locale,
  count(*) filter (where sent_at is not null) as sent, count(*) filter (where sent_at is null and suppressed_at is null) as unsent
from casework.notification
group by kind, coalesce(locale_used, locale)
order by kind, locale
