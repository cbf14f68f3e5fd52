-- Case, mediation, whose it is, text, by whom it is recorded. Whoever makes a proposal agrees to it.
insert into casework.mediation_proposal (
  case_id, mediation, number, proposed_by, body, recorded_by, proposed_at, shop_agreed_at, customer_agreed_at)
select $1, $2, 1 + coalesce(max(number), 0), $3, $4, $5, casework.business_now(),
  case when $3 = 'shop' then casework.business_now() end, case when $3 = 'customer' then casework.business_now() end
from casework.mediation_proposal
where (case_id, mediation) = ($1, $2)
returning number
