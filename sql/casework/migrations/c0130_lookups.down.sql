drop index casework.payout_of_case;
drop index casework.case_record_parent;
