drop function casework.answer_survey(text, jsonb);
drop table casework.survey_text, casework.survey_code, casework.survey;
