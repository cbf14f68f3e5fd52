-- What compensation cost: from, to (exclusive), the beginnings of the steps of the series. Rows of three sorts, told apart by what is null: by
-- policy, complaint, remedy, basis and currency; by currency; by step and currency. Amounts of one currency only are ever added.
--
-- Given: carried out in the period. Unknown and pending: promised in it, and nobody knows whether it was paid, or it is still to come. What
-- failed costs nothing. Reversals are negative, and no entry of their own. Goodwill is what is given beyond what is owed, whatever it is
-- counted against; loyalty codes have a rule of their own. An order counts once in each row, with all that was paid for it in the currency
-- of the row. Bounded by ledger_progress_done and ledger_entry_intended.
with moment as materialized (
  select casework.business_now() as now
), chosen as (
  select step.entry_id, 'given' as standing, step.occurred_at as at
  from casework.ledger_progress as step
  where step.status = 'done' and step.occurred_at >= $1 and step.occurred_at < $2
    and step.step = (select max(newest.step) from casework.ledger_progress as newest where newest.entry_id = step.entry_id)
  union all
  select entry_id, case status when 'unknown' then 'unknown' else 'pending' end, intended_at
  from casework.ledger
  where intended_at >= $1 and intended_at < $2 and status in ('intended', 'executing', 'unknown')
), entry as materialized (
  select case_record.policy_id, case_record.kind as complaint, entry.remedy, entry.currency::text as currency, chosen.standing,
    case when entry.budget in ('goodwill', 'loyalty') then entry.budget else coalesce(
        -- Each by itself, as the case: what was given in a month is little beside all cases, decisions and options, which joins would read.
        (select option.basis
         from casework.remedy_choice as choice
         join casework.remedy_option as option using (case_id, decision_version, position)
         where (choice.case_id, choice.decision_version) = (entry.case_id, entry.decision_version)),
        (select decision.basis
         from casework.decision
         where (decision.case_id, decision.version) = (entry.case_id, entry.decision_version)),
        'statutory') end as basis,
    width_bucket(chosen.at, $3::timestamptz[]) as step, entry.case_id, entry.amount_minor as minor, entry.order_id, paid.minor as paid,
    entry.budget = 'penalty' as is_penalty, voucher.voucher_id is not null as is_code, voucher.redeemed_at is not null as is_redeemed,
    voucher.redeemed_at is null and voucher.valid_until <= moment.now as is_expired
  from chosen
  cross join moment
  join casework.ledger_entry as entry using (entry_id)
  cross join lateral (select policy_id, kind from casework.case_record where case_record.case_id = entry.case_id offset 0) as case_record
  left join casework.voucher on voucher.idempotency_key = entry.idempotency_key
  left join lateral (
    select nullif(sum(order_payment.amount_minor), 0)::bigint as minor
    from casework.order_record
    join casework.order_payment using (order_id)
    where order_record.order_id = entry.order_id and order_record.currency = entry.currency and chosen.standing = 'given'
  ) as paid on true
), counted as (
  select policy_id, complaint, remedy, basis, currency, step,
    count(distinct case_id) filter (where standing = 'given') as cases,
    count(*) filter (where standing = 'given' and minor > 0) as given,
    coalesce(sum(minor) filter (where standing = 'given'), 0)::bigint as given_minor,
    count(*) filter (where standing = 'given' and minor > 0 and basis = 'goodwill') as goodwill,
    coalesce(sum(minor) filter (where standing = 'given' and basis = 'goodwill'), 0)::bigint as goodwill_minor,
    count(*) filter (where standing = 'given' and minor > 0 and basis = 'loyalty') as loyalty,
    coalesce(sum(minor) filter (where standing = 'given' and basis = 'loyalty'), 0)::bigint as loyalty_minor,
    count(*) filter (where standing = 'given' and minor > 0 and is_penalty) as penalties,
    coalesce(sum(minor) filter (where standing = 'given' and is_penalty), 0)::bigint as penalties_minor,
    count(*) filter (where standing = 'unknown') as unknown,
    coalesce(sum(minor) filter (where standing = 'unknown'), 0)::bigint as unknown_minor,
    count(*) filter (where standing = 'pending') as pending,
    coalesce(sum(minor) filter (where standing = 'pending'), 0)::bigint as pending_minor,
    count(*) filter (where standing = 'given' and is_code) as codes,
    coalesce(sum(minor) filter (where standing = 'given' and is_code), 0)::bigint as codes_minor,
    count(*) filter (where standing = 'given' and is_redeemed) as redeemed,
    coalesce(sum(minor) filter (where standing = 'given' and is_redeemed), 0)::bigint as redeemed_minor,
    count(*) filter (where standing = 'given' and is_expired) as expired,
    coalesce(sum(minor) filter (where standing = 'given' and is_expired), 0)::bigint as expired_minor
  from entry
  group by grouping sets ((policy_id, complaint, remedy, basis, currency), (currency), (step, currency))
), order_given as (
  select policy_id, complaint, remedy, basis, currency, max(paid) as paid, sum(minor) as minor
  from entry
  where paid is not null
  group by grouping sets ((policy_id, complaint, remedy, basis, currency, order_id), (currency, order_id))
), valued as (
  select policy_id, complaint, remedy, basis, currency, sum(paid)::bigint as order_value_minor, sum(minor)::bigint as given_on_orders_minor
  from order_given
  group by policy_id, complaint, remedy, basis, currency
)
select counted.*, coalesce(valued.order_value_minor, 0) as order_value_minor,
  coalesce(valued.given_on_orders_minor, 0) as given_on_orders_minor
from counted
left join valued
  on valued.currency = counted.currency and counted.step is null
    and (valued.policy_id, valued.complaint, valued.remedy, valued.basis)
      is not distinct from (counted.policy_id, counted.complaint, counted.remedy, counted.basis)
order by counted.currency, counted.given_minor desc, counted.policy_id, counted.complaint, counted.remedy, counted.basis, counted.step
