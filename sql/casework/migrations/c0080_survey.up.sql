-- S33: what customers are asked when all is done, and what they answer. A survey is what one message asks, as it asked it: a
-- policy that changes later does not change it.
create table casework.survey (
  notification_id bigint      primary key references casework.notification, -- the message that asks
  case_id         bigint      not null references casework.case_record,
  questions       jsonb       not null,           -- how each is answered: {"settled": "yes_no", "handling": "1-5", "better": "text"}
  asked_at        timestamptz not null,
  expires_at      timestamptz not null,           -- exclusive
  answered_at     timestamptz,
  answers         jsonb,                          -- to the closed questions: {"settled": "no", "handling": "2"}
  check ((answered_at is null) = (answers is null))
);
create index survey_case on casework.survey (case_id);
create index survey_asked on casework.survey (asked_at); -- reports are of a period
comment on table casework.survey is 'What customers were asked when their case was settled, and their answers to the closed questions';

-- A message that is made again, because the worker died that sent it, has another code: whichever mail arrived, its code is known. The
-- code itself is nowhere but in the message.
create table casework.survey_code (
  code_hash       bytea  primary key, -- sha256
  notification_id bigint not null references casework.survey
);
create index survey_code_survey on casework.survey_code (notification_id);
comment on table casework.survey_code is 'By what the answer to a survey is known as the customer''s';

create table casework.survey_text (
  notification_id bigint not null references casework.survey,
  question        text   not null,
  body            text   not null,
  primary key (notification_id, question)
);
comment on table casework.survey_text is 'personal data: body, what a customer answered in words of their own';

-- For the shop's front door, and for redress survey answer. Answers are texts by question: {"settled": "no", "handling": "2",
-- "better": "…"}; what is left out is not answered. A survey is answered once. "No" to the question "settled" contests the case, as an
-- appeal does: a worker does it, and until then the case is not closed.
--
-- recorded | reopened: it is in. unknown: no such code. answered: it was in already. expired: it is too late, or the case is over.
create function casework.answer_survey(p_code text, p_answers jsonb) returns text
language plpgsql volatile
as $$
declare
  v_survey casework.survey;
  v_case casework.case_record;
  v_now timestamptz := casework.business_now();
  v_closed jsonb := '{}';
  v_question text;
  v_answer text;
  v_form text;
begin
  select survey.* into v_survey
  from casework.survey_code
  join casework.survey using (notification_id)
  where survey_code.code_hash = sha256(convert_to(translate(upper(p_code), 'OIL -', '011'), 'UTF8'));
  if not found then
    return 'unknown';
  end if;
  -- The case first, as everywhere: nothing closes it, and nobody else answers, while this does.
  select * into v_case from casework.case_record where case_id = v_survey.case_id for update;
  select * into v_survey from casework.survey where notification_id = v_survey.notification_id;
  if v_survey.answered_at is not null then
    return 'answered';
  end if;
  if v_survey.expires_at <= v_now or v_case.state in ('closed', 'withdrawn') then
    return 'expired';
  end if;

  if jsonb_typeof(p_answers) is distinct from 'object' then
    raise exception 'answers are an object: a text for each question that is answered' using errcode = 'CW006';
  end if;
  for v_question, v_answer in select key, btrim(value) from jsonb_each_text(p_answers) where btrim(value) <> '' loop
    v_form := v_survey.questions ->> v_question;
    if v_form is null then
      raise exception 'this survey asks %', (select string_agg(key, ', ' order by key) from jsonb_object_keys(v_survey.questions) as key)
        using errcode = 'CW006';
    elsif v_form = 'text' then
      if char_length(v_answer) > 4000 then
        raise exception 'the answer to % has more than 4000 characters', v_question using errcode = 'CW006';
      end if;
      insert into casework.survey_text (notification_id, question, body) values (v_survey.notification_id, v_question, v_answer);
    elsif v_form = 'yes_no' and v_answer not in ('yes', 'no') then
      raise exception 'the answer to % is yes or no', v_question using errcode = 'CW006';
    elsif v_form like '1-%' and (v_answer !~ '^[1-9][0-9]?$' or v_answer::int > substr(v_form, 3)::int) then
      raise exception 'the answer to % is one of %', v_question, v_form using errcode = 'CW006';
    else
      v_closed := v_closed || jsonb_build_object(v_question, v_answer);
    end if;
  end loop;
  if v_closed = '{}' and not exists (select from casework.survey_text where notification_id = v_survey.notification_id) then
    raise exception 'no question is answered' using errcode = 'CW006';
  end if;

  update casework.survey set answered_at = v_now, answers = v_closed where notification_id = v_survey.notification_id;
  insert into casework.case_event (case_id, kind, actor, occurred_at, details)
  values (v_case.case_id, 'survey_answered', 'customer', v_now, v_closed);
  if v_closed ->> 'settled' = 'no' then
    -- The wait that would close the case, or the time for an appeal: a customer who disagrees in time is heard.
    update casework.clock
    set stopped_at = greatest(v_now, started_at), stopped_by = 'disagreed'
    where case_id = v_case.case_id and kind = 'follow_up' and stopped_at is null and due_at > v_now;
    if found then
      perform job_queue.enqueue('verify', 'disagreement', jsonb_build_object('case', v_case.case_id), v_case.band);
      return 'reopened';
    end if;
  end if;
  return 'recorded';
end
$$;
