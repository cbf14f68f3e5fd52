drop index casework.clock_pause_open;
delete from casework.clock_pause where paused_until = paused_from;
alter table casework.clock_pause
  drop constraint clock_pause_check,
  add constraint clock_pause_check check (paused_until > paused_from);
drop index casework.clock_pausable;
alter table casework.clock drop column paused_in;
