-- Makes a case of each complaint whose reference is new, with its words and, for a claimant whom nobody knows, its
-- customer. Returns a row for each complaint given: the case if it was made, and what the order says that a notice may be due for.
--
-- $1 merchant, $2 policy, $3 its version, $4 the responsible person; the rest are arrays, one element a complaint: $5 reference,
-- $6 canonical content, $7 order, $8 customer's reference, $9 name, $10 address, $11 locale, $12 kind, $13 standing,
-- $14 channel, $15 preferred channel, $16 claimed amount, $17 its currency, $18 desired remedy, $19 evidence (array literals),
-- $20 submitted, $21 received, $22 account, $23 band, $24 subject, $25 body, $26 happened, $27 started on, $28 tried,
-- $29 taken in by, $30 first spoken to, $31 version of the form, $32 preference, $33 product.
--
-- A conflict with a transaction that is not committed yet waits for it, and then makes nothing; read_cases tells what is there.
-- Sorted by reference, so that two importers of one file do not deadlock.
with given as materialized (
  select *
  from unnest(
      $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
      $14::text[], $15::text[], $16::bigint[], $17::text[], $18::text[], $19::text[], $20::timestamptz[],
      $21::timestamptz[], $22::text[], $23::smallint[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[],
      $29::text[], $30::timestamptz[], $31::text[], $32::text[], $33::text[])
    with ordinality as given (
      reference, content, order_reference, customer_reference, name, email, locale, kind, standing, channel,
      preferred_channel, claimed_minor, claimed_currency, desired_remedy, evidence, submitted_at, received_at, iban, band,
      subject, body, happened, started_on, tried, taken_by, contacted_at, form_version, preference, product, position)
), placed as materialized (
  -- Whose case it is: the order's customer if name of account or address agree (S23: the order's number alone proves nothing),
  -- else the customer named, else a new one, whose number is drawn here because the case must have it.
  select given.*, order_record.order_id, order_record.ordered_at, order_record.currency as order_currency,
    coalesce(owner.customer_id, named.customer_id) as known_customer
  from given
  left join casework.order_record on order_record.merchant = $1 and order_record.reference = given.order_reference
  left join casework.customer as owner
    on owner.customer_id = order_record.customer_id
      and (owner.reference = given.customer_reference or lower(owner.email) = lower(given.email))
  left join casework.customer as named on named.merchant = $1 and named.reference = given.customer_reference
), fresh as materialized (
  -- The first of each reference that is not there yet. Nothing else draws numbers.
  select placed.*,
    coalesce(known_customer, nextval(pg_get_serial_sequence('casework.customer', 'customer_id'))) as customer_id
  from placed
  where position in (select min(position) from placed group by reference)
    and not exists (
      select from casework.case_record
      where case_record.merchant = $1 and case_record.external_reference = placed.reference)
  order by placed.reference
), opened as (
  insert into casework.case_record (
    merchant, external_reference, content_digest, order_reference, order_id, customer_id, kind, standing, channel,
    preferred_channel, locale, claimed_minor, claimed_currency, desired_remedy, evidence, submitted_at, received_at,
    taken_by, contacted_at, form_version, preference, product, policy_id, policy_version, responsible, band)
  select $1, reference, sha256(convert_to(content, 'UTF8')), order_reference, order_id, customer_id, kind, standing,
    channel, preferred_channel, locale, claimed_minor, claimed_currency, desired_remedy, evidence::text[],
    submitted_at, received_at, taken_by, contacted_at, form_version, preference, product, $2, $3, $4, band
  from fresh
  order by reference
  on conflict (merchant, external_reference) do nothing
  returning case_id, case_record.reference as case_reference, external_reference
), made as materialized (
  select fresh.*, opened.case_id, opened.case_reference
  from fresh
  join opened on opened.external_reference = fresh.reference
), claimant as (
  -- Foreign keys are checked when the statement ends: the case may come before its customer.
  insert into casework.customer (customer_id, merchant, name, email, locale)
  overriding system value
  select customer_id, $1, name, email, locale
  from made
  where known_customer is null
), words as (
  insert into casework.case_text (case_id, subject, body, happened, started_on, tried, iban)
  select case_id, subject, body, happened, started_on, tried, iban
  from made
)
select placed.position, made.case_id, made.case_reference, placed.order_id is not null as has_order, placed.ordered_at,
  placed.order_currency::text
from placed
left join made using (position)
order by placed.position
