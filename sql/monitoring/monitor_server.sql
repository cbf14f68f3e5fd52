-- Where one is: the database and the server that answers, which is another one after a failover.
select current_database()::text as database, coalesce(host(inet_server_addr()), 'this machine') as host,
  coalesce(inet_server_port(), current_setting('port')::int) as port
