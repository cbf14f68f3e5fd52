-- Case, name, type, size, digest, what it shows, who adds it. The numbers of a case go on, whatever was erased: its row is locked.
-- The same bytes once more show more, and are the attachment that they were.
insert into casework.attachment (case_id, number, name, type, size_bytes, digest, evidence, added_by, added_at)
select $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6, $7, casework.business_now()
from casework.attachment
where case_id = $1
on conflict (case_id, digest) do update
set evidence = array(select distinct word from unnest(attachment.evidence || excluded.evidence) as word order by word)
returning number, xmax = 0 as is_new
