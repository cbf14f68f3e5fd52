drop table casework.task;
