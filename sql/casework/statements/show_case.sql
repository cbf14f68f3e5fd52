-- Everything about a case, as one document; see CaseFile.
select jsonb_build_object(
  'reference', c.reference,
  'merchant', c.merchant,
  'external', c.external_reference,
  'kind', c.kind,
  'state', c.state,
  'version', c.version,
  'escalation', c.escalation_level,
  'policy', c.policy_id || ' version ' || c.policy_version,
  'responsible', c.responsible,
  'standing', c.standing,
  'takenBy', c.taken_by,
  'contacted', casework.instant_text(c.contacted_at),
  'form', c.form_version,
  'channel', coalesce(c.preferred_channel, c.channel),
  'locale', c.locale,
  'order', c.order_reference,
  'claimed', c.claimed_minor,
  'currency', c.claimed_currency,
  'desired', c.desired_remedy,
  'preference', c.preference,
  'product', c.product,
  'evidence', to_jsonb(c.evidence),
  'submitted', casework.instant_text(c.submitted_at),
  'received', casework.instant_text(c.received_at),
  'parent', (select parent.reference from casework.case_record as parent where parent.case_id = c.parent_case_id),
  'repeats', array(
    select child.reference from casework.case_record as child where child.parent_case_id = c.case_id order by child.case_id),
  'customer', (
    select jsonb_build_object('reference', customer.reference, 'name', customer.name, 'email', customer.email)
    from casework.customer
    where customer.customer_id = c.customer_id),
  'words', (
    select jsonb_build_object('subject', subject, 'body', body, 'happened', happened, 'began', started_on, 'tried', tried)
    from casework.case_text
    where case_text.case_id = c.case_id),
  'checks', coalesce((
    select jsonb_agg(jsonb_build_object('round', round, 'name', name, 'outcome', outcome, 'facts', facts)
      order by round, position)
    from casework.check_result
    where check_result.case_id = c.case_id), '[]'),
  'decisions', coalesce((
    select jsonb_agg(jsonb_build_object(
        'version', d.version, 'outcome', d.outcome, 'basis', d.basis, 'ground', d.ground, 'reasons', d.reasons,
        'maker', d.decided_by, 'at', casework.instant_text(d.decided_at),
        'options', coalesce((
          select jsonb_agg(jsonb_build_object(
              'position', o.position, 'remedy', o.remedy, 'amount', o.amount_minor, 'currency', o.currency, 'isDefault', o.is_default,
              'formula', o.formula, 'needsReturn', o.needs_return,
              'until', casework.instant_text(o.valid_until)) order by o.position)
          from casework.remedy_option as o
          where (o.case_id, o.decision_version) = (d.case_id, d.version)), '[]'),
        'choice', (
          select jsonb_build_object(
            'position', choice.position, 'chooser', choice.chosen_by, 'at', casework.instant_text(choice.chosen_at))
          from casework.remedy_choice as choice
          where (choice.case_id, choice.decision_version) = (d.case_id, d.version)))
      order by d.version)
    from casework.decision as d
    where d.case_id = c.case_id), '[]'),
  'statements', coalesce((
    select jsonb_agg(jsonb_build_object(
        'author', author, 'text', body, 'at', casework.instant_text(written_at), 'decision', decision_version)
      order by statement_id)
    from casework.case_statement
    where case_statement.case_id = c.case_id), '[]'),
  'reviews', coalesce((
    select jsonb_agg(jsonb_build_object(
        'reason', reason, 'proposal', proposal #>> '{}', 'opened', casework.instant_text(opened_at),
        'closed', casework.instant_text(closed_at), 'closer', closed_by)
      order by review_id)
    from casework.manual_review
    where manual_review.case_id = c.case_id), '[]'),
  'clocks', coalesce((
    select jsonb_agg(jsonb_build_object(
        'kind', kind, 'cycle', cycle, 'started', casework.instant_text(started_at), 'due', casework.instant_text(due_at),
        'paused', (
          select casework.instant_text(paused_from)
          from casework.clock_pause as pause
          where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle)
            and pause.paused_until is null),
        'stopped', casework.instant_text(stopped_at), 'breached', casework.instant_text(breached_at))
      order by started_at, kind, cycle)
    from casework.clock
    where clock.case_id = c.case_id), '[]'),
  'promises', coalesce((
    select jsonb_agg(jsonb_build_object(
        'number', number, 'what', what, 'owner', owner, 'made', casework.instant_text(made_at),
        'due', casework.instant_text(promised_for), 'kept', casework.instant_text(kept_at),
        'broken', casework.instant_text(broken_at), 'replaced', replaced_by)
      order by number)
    from casework.commitment
    where commitment.case_id = c.case_id), '[]'),
  'ledger', coalesce((
    select jsonb_agg(jsonb_build_object(
        'number', entry_id, 'remedy', remedy, 'means', means, 'amount', amount_minor, 'currency', currency, 'status', status,
        'reverses', reverses, 'intended', casework.instant_text(intended_at))
      order by entry_id)
    from casework.ledger
    where ledger.case_id = c.case_id), '[]'),
  'tasks', coalesce((
    select jsonb_agg(jsonb_build_object(
        'number', task_id, 'kind', kind, 'opened', casework.instant_text(opened_at), 'due', casework.instant_text(due_at),
        'done', casework.instant_text(done_at), 'failed', casework.instant_text(failed_at), 'failure', failure,
        'ender', ended_by, 'reference', reference)
      order by task_id)
    from casework.task
    where task.case_id = c.case_id), '[]'),
  'messages', coalesce((
    select jsonb_agg(jsonb_build_object(
        'number', notification_id, 'kind', kind, 'sequence', sequence, 'channel', channel, 'locale', coalesce(locale_used, locale),
        'written', casework.instant_text(created_at), 'handed', casework.instant_text(handed_at),
        'sent', casework.instant_text(sent_at), 'delivered', casework.instant_text(delivered_at),
        'bounced', casework.instant_text(bounced_at))
      order by notification_id)
    from casework.notification
    where notification.case_id = c.case_id), '[]'),
  'attachments', coalesce((
    select jsonb_agg(jsonb_build_object(
        'number', number, 'name', name, 'type', type, 'bytes', size_bytes, 'sha256', encode(digest, 'hex'),
        'evidence', to_jsonb(evidence), 'author', added_by, 'at', casework.instant_text(added_at),
        'erased', casework.instant_text(erased_at))
      order by number)
    from casework.attachment
    where attachment.case_id = c.case_id), '[]'),
  'mediations', coalesce((
    select jsonb_agg(jsonb_build_object(
        'number', m.number, 'mediator', m.mediator, 'dispute', m.dispute, 'opener', m.opened_by,
        'opened', casework.instant_text(m.opened_at), 'closed', casework.instant_text(m.closed_at), 'outcome', m.outcome,
        'agreement', m.agreed_on,
        'proposals', coalesce((
          select jsonb_agg(jsonb_build_object(
              'number', p.number, 'party', p.proposed_by, 'text', p.body, 'at', casework.instant_text(p.proposed_at),
              'shopAgreed', casework.instant_text(p.shop_agreed_at),
              'customerAgreed', casework.instant_text(p.customer_agreed_at))
            order by p.number)
          from casework.mediation_proposal as p
          where (p.case_id, p.mediation) = (m.case_id, m.number)), '[]'))
      order by m.number)
    from casework.mediation as m
    where m.case_id = c.case_id), '[]'),
  'surveys', coalesce((
    select jsonb_agg(jsonb_build_object(
        'asked', casework.instant_text(asked_at), 'until', casework.instant_text(expires_at),
        'answered', casework.instant_text(answered_at), 'answers', coalesce(answers, '{}'),
        'words', coalesce((
          select jsonb_object_agg(question, body)
          from casework.survey_text
          where survey_text.notification_id = survey.notification_id), '{}'))
      order by notification_id)
    from casework.survey
    where survey.case_id = c.case_id), '[]'),
  'cause', (
    select jsonb_build_object('code', code, 'setter', set_by, 'at', casework.instant_text(set_at))
    from casework.case_cause
    where case_cause.case_id = c.case_id),
  'notes', coalesce((
    select jsonb_agg(jsonb_build_object(
        'author', author, 'text', body, 'at', casework.instant_text(written_at), 'channel', channel,
        'held', casework.instant_text(held_at))
      order by note_id)
    from casework.case_note
    where case_note.case_id = c.case_id), '[]'),
  'events', coalesce((
    select jsonb_agg(jsonb_build_object(
        'kind', kind, 'actor', actor, 'at', casework.instant_text(occurred_at), 'details', details)
      order by event_id)
    from casework.case_event
    where case_event.case_id = c.case_id), '[]')
)::text as document
from casework.case_record as c
where c.reference = upper($1)
