alter table casework.remedy_option drop column formula;
