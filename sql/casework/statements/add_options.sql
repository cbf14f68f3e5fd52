-- Cases, decisions, positions, remedies, bases, amounts, currencies, ends, whether goods come back, whether it is the default, formulas.
insert into casework.remedy_option (
  case_id, decision_version, position, remedy, basis, amount_minor, currency, valid_until, needs_return, is_default,
  formula)
select *
from unnest(
  $1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::timestamptz[], $9::bool[],
  $10::bool[], $11::text[])
