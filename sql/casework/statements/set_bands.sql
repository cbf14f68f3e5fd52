-- Cases, bands: what their verification found makes them more urgent, or less (S1). The caller holds the cases.
update casework.case_record
set band = given.band
from unnest($1::bigint[], $2::int[]) as given (case_id, band)
where case_record.case_id = given.case_id
