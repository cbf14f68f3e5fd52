-- What happened is never changed (S43): not by a program with a fault, nor by its owner with good intentions. These tables hold ids,
-- amounts, dates and words of ours, so that erasing a customer does not need to.

create function casework.refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception '%.% is a record of what happened: rows are added to it, never changed or removed', tg_table_schema, tg_table_name
    using errcode = 'CW005';
end
$$;

-- By statement: one look a statement, none a row, and none at all for those that insert.
do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'case_event', 'order_snapshot', 'check_result', 'decision', 'remedy_option', 'remedy_choice', 'ledger_entry',
    'ledger_progress', 'clock_alert']
  loop
    execute format(
      'create trigger append_only before update or delete or truncate on casework.%I
         for each statement execute function casework.refuse_change()', v_table);
  end loop;
end
$$;
