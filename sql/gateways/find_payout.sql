select payout.payout_id, payout.case_id, payout.means, payout.amount_minor, payout.currency::text as currency,
  file.confirmed_at is not null as is_confirmed, payout.refused_at is not null as is_refused
from casework.payout
left join casework.payout_file as file using (file_id)
where payout.idempotency_key = $1
