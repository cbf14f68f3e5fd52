drop index casework.payout_of_file;
alter table casework.payout drop column refused_at;
alter table casework.payout_file drop column confirmed_at;
