-- Case: the mediation that goes on, and the newest proposal that both sides accepted.
select number,
  (select max(proposal.number)
    from casework.mediation_proposal as proposal
    where (proposal.case_id, proposal.mediation) = (mediation.case_id, mediation.number)
      and proposal.shop_agreed_at is not null and proposal.customer_agreed_at is not null) as agreed_on
from casework.mediation
where case_id = $1 and closed_at is null
