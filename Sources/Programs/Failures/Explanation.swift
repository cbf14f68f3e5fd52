import Casework
import Foundation
import JobQueue
import LibPQ
import Web

/// Turns whatever was thrown into a sentence and a remedy. What is unknown is shown as it describes itself.
package enum Explanation {
  package static func of(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case let error as ConnectionError: of(error)
    case let error as PostgresError: of(error)
    case MigrationError.ahead(_, let names): .ahead(names)
    case let error as CocoaError: of(error)
    case let refusal as WebServerRefused: of(refusal)
    case let error as ImportFileError: of(error)
    case let refusal as CaseRefusal: of(refusal)
    case let refusal as MessageRefusal: of(refusal)
    case let refusal as CustomerRefusal: of(refusal)
    case let refusal as MediationRefusal: .wrongInput(sentence(refusal.description))
    case let refusal as HandlerRefusal: of(refusal)
    case let refusal as TaskRefusal: of(refusal)
    case let refusal as PayoutRefusal: Failure(sentence(refusal.description))
    case let refusal as ReversalRefusal: of(refusal)
    case let refusal as SurveyRefusal: of(refusal)
    case CauseRefusal.unknown(let code):
      .wrongInput("There is no cause \(code).", remedy: "See: redress cause list")
    case let refusal as CauseRefusal: .wrongInput(sentence(refusal.description))
    case let error as PolicyConflict: .wrongInput(sentence(error.description))
    case is CancellationError: Failure("Stopped before the end.")
    default: Failure(sentence(String(describing: error)))
    }
  }

  private static func of(_ error: ConnectionError) -> Failure {
    switch error.kind {
    case .connectionFailed, .invalidConfiguration: Refusal(error).failure
    case .connectionLost, .closed, .poolClosed, .poolExhausted:
      Failure(
        "The connection to the database was lost: \(error.reason).",
        remedy: error.outcomeIsUnknown
          ? "Whether the last step took effect is not known: look before doing it again." : "Try again.")
    case .commitOutcomeUnknown:
      Failure(
        "The connection was lost while the database committed: \(error.reason).",
        remedy: "Look whether it was done before doing it again; imports can be repeated without harm.")
    case .timedOut:
      Failure(
        "The database took too long\(error.statement.map { " for \($0)" } ?? "").",
        remedy: "It may be overloaded, or somebody holds a lock: redress-monitor status, pg_stat_activity.")
    default: Failure(sentence(error.description))
    }
  }

  private static func of(_ error: PostgresError) -> Failure {
    // Casework's and JobQueue's own conditions speak for themselves, and of ids only.
    if error.sqlState.errorClass == "CW" || error.sqlState.errorClass == "JQ" {
      return Failure(sentence(error.message))
    }
    switch error.sqlState {
    case .undefinedTable, .undefinedFunction, .undefinedColumn, SQLState(rawValue: "3F000"):
      return Failure(
        "The database is not as this program expects it: \(error.description).",
        remedy: "Run: redress migrate status")
    case .insufficientPrivilege:
      return Failure(
        "This user may not do that in the database: \(error.description).",
        remedy: "Use a role that may: the one that migrated, or one that was granted the rights.")
    case .readOnlyTransaction:
      return Failure(
        "This server takes no writes: it is a standby.",
        remedy: "Name the primary, or all servers and target_session_attrs=read-write.")
    case .queryCanceled, .lockNotAvailable:
      return Failure(
        "The database took too long\(error.statement.map { " for \($0)" } ?? "").",
        remedy: "It may be overloaded, or somebody holds a lock: redress-monitor status, pg_stat_activity.")
    default: return Failure("The database refused: \(error.description).")
    }
  }

  private static func of(_ refusal: WebServerRefused) -> Failure {
    switch refusal {
    case .noToken(let address):
      .wrongInput(
        "Whoever reaches \(address) would see the desk, and no token is set.",
        remedy:
          "Set REDRESS_MONITOR_TOKEN (serve) or REDRESS_METRICS_TOKEN (--metrics), or name a port alone.")
    case .cannotListen(let address, let reason):
      Failure(
        "Nobody can be served at \(address): \(reason).",
        remedy: "Is it an address of this machine, and is nobody else at that port?")
    }
  }

  private static func of(_ error: CocoaError) -> Failure {
    let path = error.filePath ?? "the file"
    return switch error.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: .wrongInput("There is no file \(path).")
    case .fileReadNoPermission, .fileWriteNoPermission: .wrongInput("\(path) may not be opened by this user.")
    case .fileWriteOutOfSpace: Failure("There is no room left to write \(path).")
    default: Failure("\(path): \(sentence(error.localizedDescription))")
    }
  }

  private static func of(_ error: ImportFileError) -> Failure {
    guard let path = error.path else {
      return Failure("Reading failed: \(String(cString: strerror(error.code))).")
    }
    return switch error.code {
    case ENOENT: .wrongInput("There is no file \(path).")
    case EISDIR: .wrongInput("\(path) is a folder, not a file.")
    case EACCES: .wrongInput("\(path) may not be opened by this user.")
    default: Failure("\(path): \(String(cString: strerror(error.code))).")
    }
  }

  private static func of(_ refusal: CaseRefusal) -> Failure {
    switch refusal {
    case .unknownCase: .wrongInput(sentence(refusal.description), remedy: "See: redress case list")
    case .nameMissing:
      .wrongInput(sentence(refusal.description), remedy: "With --by NAME, or REDRESS_PERSON.")
    case .wrongState, .offerExpired, .changedMeanwhile, .notReceived, .topOfLadder, .noRung,
      .appealTooLate, .erased, .attachmentErased:
      Failure(sentence(refusal.description))
    case .unknownAttachment(let reference, _):
      .wrongInput(sentence(refusal.description), remedy: "See: redress case attachments \(reference)")
    case .attachmentNotInStore:
      Failure(
        sentence(refusal.description), remedy: "Name its folder with --attachments, or REDRESS_ATTACHMENTS.")
    default: .wrongInput(sentence(refusal.description))
    }
  }

  private static func of(_ refusal: HandlerRefusal) -> Failure {
    switch refusal {
    case .notOnTheList:
      .wrongInput(
        sentence(refusal.description),
        remedy: "Say who you are with --by NAME or REDRESS_PERSON; the list: redress handler list")
    case .unknown: .wrongInput(sentence(refusal.description), remedy: "See: redress handler list")
    case .noList: .wrongInput(sentence(refusal.description), remedy: "Name somebody, or: redress handler add")
    case .hasCases(let name, _):
      Failure(
        sentence(refusal.description),
        remedy: "See them with: redress case list --handler \(name.shellWord)")
    case .nobodyWrites:
      Failure(sentence(refusal.description), remedy: "Name somebody: redress case assign CASE NAME")
    case .known: Failure(sentence(refusal.description), remedy: "Change it with: redress handler set")
    default: .wrongInput(sentence(refusal.description))
    }
  }

  private static func of(_ refusal: MessageRefusal) -> Failure {
    switch refusal {
    case .notHanded: .wrongInput(sentence(refusal.description), remedy: "See: redress message list")
    case .unknownMail:
      .wrongInput(sentence(refusal.description), remedy: "See the messages in: redress case show CASE")
    case .toldBefore: Failure(sentence(refusal.description))
    }
  }

  private static func of(_ refusal: CustomerRefusal) -> Failure {
    switch refusal {
    case .unknown: .wrongInput(sentence(refusal.description))
    case .openCases:
      Failure(
        sentence(refusal.description),
        remedy: "See them through first, or take them back: redress case withdraw")
    case .settledCases:
      Failure(sentence(refusal.description), remedy: "Wait until they are closed, or say --close-settled.")
    case .moneyOwed: Failure(sentence(refusal.description), remedy: "First run: redress payouts export")
    case .changedMeanwhile: Failure(sentence(refusal.description))
    }
  }

  private static func of(_ refusal: TaskRefusal) -> Failure {
    switch refusal {
    case .unknown: .wrongInput(sentence(refusal.description), remedy: "See: redress task list")
    case .ended: Failure(sentence(refusal.description))
    }
  }

  private static func of(_ refusal: ReversalRefusal) -> Failure {
    switch refusal {
    case .unknown, .ofAnotherCase:
      .wrongInput(sentence(refusal.description), remedy: "See: redress case show")
    case .amount: .wrongInput(sentence(refusal.description))
    case .notAtTheBank:
      Failure(sentence(refusal.description), remedy: "Take it off the list: --because withdrawn")
    case .atTheBank:
      Failure(
        sentence(refusal.description),
        remedy: "Once the money is back: redress payouts returned, or --because paid_back"
      )
    case .isUnderWay:
      Failure(
        sentence(refusal.description), remedy: "What the bank refuses: redress payouts confirm --refused")
    default: Failure(sentence(refusal.description))
    }
  }

  private static func of(_ refusal: SurveyRefusal) -> Failure {
    switch refusal {
    case .unknownCode:
      .wrongInput(
        sentence(refusal.description),
        remedy: "It is in the message that asks; O and 0, I, L and 1 are the same.")
    case .answered, .expired: Failure(sentence(refusal.description))
    }
  }

  /// First letter large, a full stop at the end.
  private static func sentence(_ text: String) -> String {
    let text = text.prefix(1).uppercased() + text.dropFirst()
    return text.last.map { ".!?".contains($0) } ?? true ? text : text + "."
  }
}
