-- Cases, moment. Everything that somebody said in them, or that names somebody. Of the case stays what is counted; the words of an order's
-- number that is no order of ours may be anything.
with words as (
  delete from casework.case_text where case_id = any ($1)
), notes as (
  delete from casework.case_note where case_id = any ($1)
), statements as (
  delete from casework.case_statement where case_id = any ($1)
), answers as (
  delete from casework.survey_text
  using casework.survey
  where survey.notification_id = survey_text.notification_id and survey.case_id = any ($1)
), mediations as (
  update casework.mediation set mediator = null, dispute = null where case_id = any ($1)
), proposals as (
  update casework.mediation_proposal set body = null where case_id = any ($1)
)
update casework.case_record
set erased_at = $2, content_digest = '', order_reference = case when order_id is not null then order_reference end
where case_id = any ($1)
