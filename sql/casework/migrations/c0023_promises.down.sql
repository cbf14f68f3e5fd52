drop table casework.commitment;
