update casework.case_record set standing = 'consumer' where standing is null;
alter table casework.case_record
  drop column form_version,
  drop column contacted_at,
  drop column taken_by,
  alter column standing set not null;
