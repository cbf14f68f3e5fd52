package import Complaints
package import Foundation

/// Why a command about a case is not carried out, in words for the person who gave it. No personal data.
package enum CaseRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownCase(String)
  /// The command belongs to other states than the case's.
  case wrongState(String, CaseState, wanted: String)
  /// A person who decides or writes must be named (S25): not empty, at most 100 characters.
  case nameMissing
  case emptyText
  case nothingProvided
  /// The number or the remedy is none of the offer's.
  case notOffered(String)
  case offerExpired(String)
  /// There is nothing that the rules would offer: say what is given.
  case nothingProposed
  case amount(Remedy, String)
  case decision(String)
  case changedMeanwhile(String)
  /// Business time has not reached its receipt.
  case notReceived(String, Date)
  /// Nobody in the shop stands higher.
  case topOfLadder(String)
  /// Somebody does, and not for this reason, or it is the person who has the case.
  case noRung(String, MessageContext.EscalationTrigger)
  case appealTooLate(String, lastDay: CivilDate)
  /// A time that nobody can read, or that the clock on the wall skips.
  case unreadableTime(String)
  /// Nothing is promised for a time that is over.
  case timePassed(Date)
  /// A conversation cannot be noted before it was held.
  case notYet(Date)
  case dayOver(CivilDate)
  /// The policy lets the answer wait for an expert until that day.
  case examinedTooLong(lastDay: CivilDate)
  /// The policy has no term for promises.
  case timeMissing
  case unknownPromise(String, Int)
  /// It was kept, or another took its place.
  case promiseOver(String, Int)
  case promiseBroken(String, Int)
  case promiseNotLater
  /// What is written to the customer cannot be sent so.
  case statement(StatementFault)
  /// The rules have proposed nothing that could be confirmed.
  case noProposal(String)
  /// Nothing is added to a case that was erased.
  case erased(String)
  case attachment(AttachmentFault)
  case unknownAttachment(String, Int)
  /// It was there.
  case attachmentErased(String, Int)
  /// The database has it, and the store has not.
  case attachmentNotInStore(String, Int)

  package var description: String {
    switch self {
    case .unknownCase(let reference): "there is no case \(reference)"
    case .wrongState(let reference, let state, let wanted):
      "case \(reference) is \(state.rawValue); \(wanted)"
    case .nameMissing: "say who you are: a name of at most 100 characters"
    case .emptyText: "the note has no text"
    case .nothingProvided: "say what the customer has provided"
    case .notOffered(let option): "\(option) is none of the options of the offer"
    case .offerExpired(let until): "the offer ended at \(until)"
    case .nothingProposed: "the rules propose no remedy for this case: name the remedies that are given"
    case .amount(let remedy, let reason): "\(remedy.rawValue): \(reason)"
    case .decision(let reason): reason
    case .changedMeanwhile(let reference):
      "case \(reference) was changed by somebody else just now: look at it again"
    case .notReceived(let reference, let moment):
      "case \(reference) is received only at \(DomainJSON.text(of: moment))"
    case .topOfLadder(let reference):
      "case \(reference) is at the top of the shop's ladder; further ways are outside, and the customer's"
    case .noRung(let reference, let trigger):
      "above case \(reference) the policy has no rung for \(trigger.rawValue), and nobody else on one that it has"
    case .appealTooLate(let reference, let lastDay):
      "the refusal of case \(reference) could be appealed until \(lastDay)"
    case .unreadableTime(let text):
      "\(text) is no time: write a day, 2026-03-05, or a time of the shop's zone, 2026-03-05 16:00"
    case .timePassed(let end): "a promise for \(DomainJSON.text(of: end)) would be broken already"
    case .notYet(let moment): "\(DomainJSON.text(of: moment)) is still to come"
    case .dayOver(let day): "\(day) is over"
    case .examinedTooLong(let lastDay):
      "by its policy the answer can wait for an expert until \(lastDay), and no longer"
    case .timeMissing: "the case's policy has no term for promises: say by when"
    case .unknownPromise(let reference, let number): "case \(reference) has no promise \(number)"
    case .promiseOver(let reference, let number):
      "promise \(number) of case \(reference) was kept, or another took its place"
    case .promiseBroken(let reference, let number):
      "promise \(number) of case \(reference) is broken: keep it, or make a new one"
    case .promiseNotLater: "what takes the place of a promise ends later than that"
    case .statement(let fault): fault.words
    case .noProposal(let reference):
      "the rules propose nothing for case \(reference): say what you decide"
    case .erased(let reference):
      "what was said in case \(reference) has been erased; nothing is added to it any more"
    case .attachment(let fault): fault.words
    case .unknownAttachment(let reference, let number): "case \(reference) has no attachment \(number)"
    case .attachmentErased(let reference, let number):
      "attachment \(number) of case \(reference) has been erased"
    case .attachmentNotInStore(let reference, let number):
      "attachment \(number) of case \(reference) is not in this store of attachments"
    }
  }
}

extension CaseRefusal {
  /// The domain's refusals in words.
  init?(_ error: any Error, of reference: String) {
    switch error {
    case let refusal as CaseRefusal: self = refusal
    case is CaseChangedMeanwhile: self = .changedMeanwhile(reference)
    case PersonalDecision.Fault.alreadyDeemedAccepted:
      self = .decision("silence has accepted case \(reference): decide what is given, in full")
    case PersonalDecision.Fault.empty: self = .decision("say what is given, or what is asked for")
    case PersonalDecision.Fault.offeredTwice(let remedy):
      self = .decision("\(remedy.rawValue) is offered twice")
    case PersonalDecision.Fault.withoutEvidence(let ground):
      self = .decision(
        "\(ground.rawValue) is judged from evidence, and the case has none: ask for it")
    case PersonalDecision.Fault.filedInTime:
      self = .decision("case \(reference) came within the filing window: it was not filed too late")
    case PersonalDecision.Fault.unexplained(let ground?):
      self = .decision("say to the customer why: \(ground.rawValue) by itself explains nothing")
    case PersonalDecision.Fault.unexplained: self = .statement(.empty)
    case PersonalDecision.Fault.owedDecision(let kind):
      self = .decision(
        "the policy has remedies for a complaint \(kind.rawValue): decide it, and say the rest with that")
    case let fault as StatementFault: self = .statement(fault)
    case let fault as AttachmentFault: self = .attachment(fault)
    case ChoiceError.expired(let until): self = .offerExpired(DomainJSON.text(of: until))
    case ChoiceError.notOffered(let remedy): self = .notOffered(remedy.rawValue)
    case ExaminationTerms.Fault.dayOver(let day): self = .dayOver(day)
    case ExaminationTerms.Fault.tooLate(let lastDay): self = .examinedTooLong(lastDay: lastDay)
    case let fault as CompensationFault: self = .decision(fault.words)
    case let error as CalendarError: self = .decision("the case's policy cannot time this: \(error)")
    default: return nil
    }
  }
}

extension CompensationFault {
  fileprivate var words: String {
    switch self {
    case .amountDoesNotFit(let remedy):
      "\(remedy.rawValue): money and codes need an amount above nothing, goods have none"
    case .orderUnknown: "an unknown order has nothing to refund, and no penalty for lateness"
    case .currencyDiffers(let currency):
      "an amount in \(currency) cannot be given here: Redress does not convert"
    case .exceedsBudget(_, let left): "only \(left) is left to be given"
    }
  }
}

extension StatementFault {
  fileprivate var words: String {
    switch self {
    case .empty: "what is said to the customer has no words"
    case .tooLong(let limit): "what is said to the customer has more than \(limit) characters"
    case .neverSaid(let phrase):
      "the text says “\(phrase)”, which no message says: name a day and who is responsible"
    case .closedPlatform:
      "the text links to the EU platform for online disputes, which is closed since July 2025"
    case .givesAway(let secret): "everybody can read it, and it tells \(secret.words)"
    }
  }
}

extension AttachmentFault {
  fileprivate var words: String {
    switch self {
    case .empty: "the file is empty"
    case .tooLarge(let limit): "the file is larger than the \(limit / 1_000_000) MB that the policy allows"
    case .unknownType: "the file is of no type that is known here, whatever its name says"
    case .typeNotTaken(let type): "the policy takes no files of the type \(type.rawValue)"
    case .tooMany(let limit): "the case has \(limit) files already, and the policy allows no more"
    }
  }
}

extension PublicSecrets.Secret {
  fileprivate var words: String {
    switch self {
    case .name: "the customer's name"
    case .address: "the customer's address"
    case .order: "the order"
    case .caseReference: "the number of the case"
    case .amount: "an amount"
    }
  }
}
