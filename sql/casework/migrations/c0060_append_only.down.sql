drop function casework.refuse_change cascade;
