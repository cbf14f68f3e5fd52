-- Case, mediation, proposal, who agrees. The first time counts; no row: there is no such proposal.
update casework.mediation_proposal
set shop_agreed_at = case when $4 = 'shop' then coalesce(shop_agreed_at, casework.business_now()) else shop_agreed_at end,
  customer_agreed_at =
    case when $4 = 'customer' then coalesce(customer_agreed_at, casework.business_now()) else customer_agreed_at end
where (case_id, mediation, number) = ($1, $2, $3)
returning shop_agreed_at is not null and customer_agreed_at is not null as is_agreed
