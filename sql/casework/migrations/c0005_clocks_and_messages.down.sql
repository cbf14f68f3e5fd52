drop table casework.notification, casework.clock_alert, casework.clock_pause, casework.clock;
