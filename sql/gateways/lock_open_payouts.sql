-- The payouts that are in no file yet, oldest first, with who is to have them. Two exports at once share them out instead of
-- waiting for each other: what one has locked, the other leaves out.
select payout.payout_id, payout.idempotency_key, case_record.reference as case_reference, payout.means,
  payout.amount_minor, payout.currency::text as currency, payout.instructed_at, customer.name, case_text.iban
from casework.payout
join casework.case_record using (case_id)
join casework.customer using (customer_id)
left join casework.case_text using (case_id)
where payout.file_id is null and payout.withdrawn_at is null
order by payout.payout_id
limit $1
for no key update of payout skip locked
