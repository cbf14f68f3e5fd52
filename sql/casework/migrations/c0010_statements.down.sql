drop table casework.case_statement;
