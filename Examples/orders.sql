-- What needs no Swift: any program that speaks SQL may enqueue, and an operator may look and steer.
begin;
insert into customer (name) values ('Barbara');
select job_queue.enqueue('mail', 'send_welcome', jsonb_build_object('customer', currval('customer_id_seq')));
commit;
select job_queue.enqueue('mail', 'send_welcome', '{"customer": 1}', p_run_at => now() + interval '1 hour');

select job_queue.pause('mail', 'the mail server is being moved');
select job_queue.explain(1);
select job_queue.resume('mail');
select job_queue.explain(1);
select job_queue.cancel(8);
