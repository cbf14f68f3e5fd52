drop table casework.manual_review, casework.remedy_choice, casework.remedy_option, casework.decision, casework.check_result,
  casework.order_snapshot, casework.case_event, casework.case_note, casework.case_text, casework.case_record;
