drop table casework.attachment;
