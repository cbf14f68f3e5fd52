-- Takes the queue away with every job in it: `redress migrate down` asks before it does.
drop schema job_queue cascade;
