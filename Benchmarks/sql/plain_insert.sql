-- What an enqueue is compared with: an INSERT of the same row, into a table with the same columns, defaults and indexes. Makes the
-- table after the queue's own, from the one job that is there, and prints the INSERT; so it follows the queue's columns by itself.
create table public.plain_entry (like job_queue.entry including all);

-- Columns whose default is a function (a sequence, the clock, the transaction) get it here as well; the others get the job's value.
-- Kind and arguments are parameters, because nobody's are always the same; and as after an enqueue the caller knows its number.
select format('insert into public.plain_entry (%s) values (%s) returning seq',
  string_agg(quote_ident(value.key), ', '),
  string_agg(case value.key when 'kind' then '$1' when 'arguments' then '$2' else quote_literal(value.value) end, ', '))
from (select * from job_queue.entry limit 1) as entry
cross join lateral jsonb_each_text(to_jsonb(entry)) as value
join pg_attribute as attribute
  on attribute.attrelid = 'public.plain_entry'::regclass and attribute.attname = value.key
left join pg_attrdef as preset on preset.adrelid = attribute.attrelid and preset.adnum = attribute.attnum
where value.value is not null and pg_get_expr(preset.adbin, preset.adrelid) not like '%(%)%' is not false;
