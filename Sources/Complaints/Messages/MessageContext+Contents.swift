extension MessageContext {
  /// What is missing, until when it is awaited and when the answer is due all the same.
  package struct InformationRequest: Sendable, Hashable {
    /// Never empty.
    package var missing: [MissingItem]
    /// Until when the reply is awaited.
    package var replyBy: CivilDate
    /// The last day of our answer, with or without the reply; `nil` where that day has passed already.
    package var answerBy: CivilDate?
    /// Why a person asks, in the message's language.
    package var statement: String?

    package init(
      missing: [MissingItem], replyBy: CivilDate, answerBy: CivilDate?, statement: String? = nil
    ) {
      self.missing = missing
      self.replyBy = replyBy
      self.answerBy = answerBy
      self.statement = statement
    }
  }

  /// Where a case stands, and when the customer hears of it next (S30).
  package struct Progress: Sendable, Hashable {
    /// What is known so far; may be empty.
    package var findings: [Finding]
    /// The last day of our next message.
    package var nextUpdateOn: CivilDate
    /// The new day of delivery, when there is one (S1).
    package var newDeliveryDate: CivilDate?
    /// For what the answer waits (S21).
    package var reason: ExtensionReason?
    /// What a person adds, in the message's language.
    package var statement: String?

    package init(
      findings: [Finding] = [], nextUpdateOn: CivilDate, newDeliveryDate: CivilDate? = nil,
      reason: ExtensionReason? = nil, statement: String? = nil
    ) {
      self.reason = reason
      self.findings = findings
      self.nextUpdateOn = nextUpdateOn
      self.newDeliveryDate = newDeliveryDate
      self.statement = statement
    }
  }

  /// A promise that will not be kept, and the new one (S31).
  package struct PromiseAtRisk: Sendable, Hashable {
    /// What was promised.
    package var promise: Promise
    /// The day that will be missed.
    package var promisedFor: CivilDate
    /// The day that takes its place.
    package var newDate: CivilDate
    /// What is given for the delay; `nil` when the policy gives nothing.
    package var amends: Grant?

    package init(promise: Promise, promisedFor: CivilDate, newDate: CivilDate, amends: Grant? = nil) {
      self.promise = promise
      self.promisedFor = promisedFor
      self.newDate = newDate
      self.amends = amends
    }
  }

  /// An acceptance with remedies to choose from.
  package struct OptionOffer: Sendable, Hashable {
    /// That, and on what, it is accepted; decides whether the apology admits a fault.
    package var acceptance: Acceptance
    /// Never empty: an acceptance says what was found.
    package var findings: [Finding]
    /// In the order in which they are offered; numbered from 1. Never empty.
    package var options: [Grant]
    /// The last day to choose.
    package var chooseBy: CivilDate
    /// The number, from 1, of the option that applies when nothing is chosen; `nil` when none does.
    package var defaultOption: Int?
    /// The last day on which the chosen option is carried out.
    package var carriedOutBy: CivilDate
    /// The new day of delivery, when there is one (S1).
    package var newDeliveryDate: CivilDate?
    /// The reasons of the person who decided, in the message's language.
    package var statement: String?

    package init(
      acceptance: Acceptance, findings: [Finding], options: [Grant], chooseBy: CivilDate,
      defaultOption: Int? = nil, carriedOutBy: CivilDate, newDeliveryDate: CivilDate? = nil,
      statement: String? = nil
    ) {
      self.acceptance = acceptance
      self.findings = findings
      self.options = options
      self.chooseBy = chooseBy
      self.defaultOption = defaultOption
      self.carriedOutBy = carriedOutBy
      self.newDeliveryDate = newDeliveryDate
      self.statement = statement
    }
  }

  /// An acceptance whose remedy is settled.
  package struct AcceptedDecision: Sendable, Hashable {
    /// That, and on what, it is accepted; decides whether the apology admits a fault.
    package var acceptance: Acceptance
    /// Never empty.
    package var findings: [Finding]
    /// What the customer gets. Never empty.
    package var remedies: [Grant]
    /// Whether the offer ran out and the default took its place.
    package var chosenByDefault: Bool
    /// The last day on which the remedies are carried out.
    package var carriedOutBy: CivilDate
    /// The new day of delivery, when there is one (S1).
    package var newDeliveryDate: CivilDate?
    /// The reasons of the person who decided, in the message's language.
    package var statement: String?

    package init(
      acceptance: Acceptance, findings: [Finding], remedies: [Grant], chosenByDefault: Bool = false,
      carriedOutBy: CivilDate, newDeliveryDate: CivilDate? = nil, statement: String? = nil
    ) {
      self.acceptance = acceptance
      self.findings = findings
      self.remedies = remedies
      self.chosenByDefault = chosenByDefault
      self.carriedOutBy = carriedOutBy
      self.newDeliveryDate = newDeliveryDate
      self.statement = statement
    }
  }

  /// A rejection that a person has confirmed (S17), with the ways that stay open (S32).
  package struct RejectedDecision: Sendable, Hashable {
    /// Why it is rejected.
    package var ground: RejectionGround
    /// The last day on which the complaint would have been in time; for `filedTooLate`.
    package var limit: CivilDate?
    /// The explanation of the person who confirmed it, in the message's language.
    package var statement: String?
    /// What was checked; never empty.
    package var findings: [Finding]
    /// Never empty.
    package var routes: [Route]
    /// Until when new evidence reopens the case.
    package var appealBy: CivilDate

    package init(
      ground: RejectionGround, limit: CivilDate? = nil, statement: String? = nil, findings: [Finding],
      routes: [Route], appealBy: CivilDate
    ) {
      self.ground = ground
      self.limit = limit
      self.statement = statement
      self.findings = findings
      self.routes = routes
      self.appealBy = appealBy
    }
  }

  /// A person's own answer, and when we ask whether it was one (S33).
  package struct PersonalAnswer: Sendable, Hashable {
    /// In the message's language; blank lines part its paragraphs. Never empty.
    package var statement: String
    /// When we ask whether all is well; `nil` where the policy asks nobody.
    package var followUpOn: CivilDate?

    package init(statement: String, followUpOn: CivilDate? = nil) {
      self.statement = statement
      self.followUpOn = followUpOn
    }
  }

  /// What was carried out, and when we ask whether it arrived (S33).
  package struct ExecutedRemedies: Sendable, Hashable {
    /// That, and on what, it is accepted; decides whether the apology admits a fault.
    package var acceptance: Acceptance
    /// Never empty.
    package var remedies: [Execution]
    /// Whether the offer ran out and the default took its place.
    package var chosenByDefault: Bool
    /// It came late, and that brings more; `nil`: it did not.
    package var delay: RemedyDelay?
    /// When we ask whether all is well; `nil` where nobody will.
    package var followUpOn: CivilDate?

    package init(
      acceptance: Acceptance, remedies: [Execution], chosenByDefault: Bool = false, delay: RemedyDelay? = nil,
      followUpOn: CivilDate? = nil
    ) {
      self.acceptance = acceptance
      self.remedies = remedies
      self.chosenByDefault = chosenByDefault
      self.delay = delay
      self.followUpOn = followUpOn
    }
  }

  /// By how much a remedy was late, and what the customer gets for that (L6).
  package struct RemedyDelay: Sendable, Hashable {
    /// At least one.
    package var days: Int
    package var penalty: Money

    package init(days: Int, penalty: Money) {
      self.days = days
      self.penalty = penalty
    }
  }

  /// The question whether all is well, and the survey where the policy has one (S33).
  package struct Survey: Sendable, Hashable {
    /// One question in the message's language.
    package struct Question: Sendable, Hashable {
      package var text: String
      package var answer: SurveyQuestion.Answer

      package init(_ text: String, _ answer: SurveyQuestion.Answer) {
        self.text = text
        self.answer = answer
      }
    }

    /// The day on which the case was settled.
    package var resolvedOn: CivilDate
    /// The last day on which an answer counts.
    package var replyBy: CivilDate
    /// By what an answer is known as the customer's, who may give it in any way; `nil` where nothing but a reply is
    /// asked for.
    package var code: String?
    package var questions: [Question]

    package init(resolvedOn: CivilDate, replyBy: CivilDate, code: String? = nil, questions: [Question] = []) {
      self.resolvedOn = resolvedOn
      self.replyBy = replyBy
      self.code = code
      self.questions = questions
    }
  }

  /// That it has taken too long, and who can be asked instead of us (S41, L7).
  package struct ExternalBody: Sendable, Hashable {
    /// Never empty.
    package var routes: [Route]
    /// The last day of our next message: the work on the case goes on.
    package var nextUpdateOn: CivilDate

    package init(routes: [Route], nextUpdateOn: CivilDate) {
      self.routes = routes
      self.nextUpdateOn = nextUpdateOn
    }
  }

  /// The end of a case that was refused and not appealed (S34).
  package struct Closing: Sendable, Hashable {
    /// Until when new evidence would have reopened it.
    package var appealBy: CivilDate
    /// The ways that stay open all the same (S32). Never empty.
    package var routes: [Route]

    package init(appealBy: CivilDate, routes: [Route]) {
      self.appealBy = appealBy
      self.routes = routes
    }
  }

  /// Who has taken the case over, why, and when the customer hears from them.
  package struct Escalation: Sendable, Hashable {
    /// What made it go up.
    package var trigger: EscalationTrigger
    /// Who has it now; the person is the context's `responsible`, if the case was taken over.
    package var level: EscalationLevel
    /// Somebody else is responsible from now on. Otherwise the shop names nobody on that level, and the context's `responsible` is
    /// who it was: nobody is called their own superior.
    package var isTakenOver: Bool
    /// The last day of our next message.
    package var nextUpdateOn: CivilDate

    package init(
      trigger: EscalationTrigger, level: EscalationLevel, isTakenOver: Bool = true, nextUpdateOn: CivilDate
    ) {
      self.trigger = trigger
      self.level = level
      self.isTakenOver = isTakenOver
      self.nextUpdateOn = nextUpdateOn
    }
  }
}
