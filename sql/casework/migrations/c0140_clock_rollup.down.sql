drop trigger clocks_moved on casework.case_record;
drop trigger never_removed on casework.clock;
drop trigger clocks_changed on casework.clock;
drop trigger clocks_started on casework.clock;
drop function casework.fold_clock_rollup, casework.clocks_moved, casework.clocks_changed, casework.clocks_started, casework.recount_clocks,
  casework.clock_place;
drop view casework.clock_count;
drop table casework.clock_rollup_change, casework.clock_rollup;
alter table casework.case_record drop column is_late;
alter table casework.clock drop column is_continued;
create index clock_continued on casework.clock (case_id, kind, cycle) include (started_at)
  where cycle > 1 and kind in ('acknowledge', 'answer');
