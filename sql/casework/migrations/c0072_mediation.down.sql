alter table casework.mediation drop constraint mediation_case_id_number_agreed_on_fkey;
drop table casework.mediation_proposal, casework.mediation;
