alter table casework.case_record drop column product, drop column preference;
