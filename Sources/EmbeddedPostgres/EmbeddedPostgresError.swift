import Foundation

/// Why a private server could not be found, placed, started or stopped. Every description is a sentence for the
/// person in front of the terminal, with what to do about it.
package enum EmbeddedPostgresError: Error, Equatable, CustomStringConvertible {
  /// No PostgreSQL 15 … 18 server programs in any of the places named.
  case noServer(searched: [String])
  /// `REDRESS_POSTGRES_BIN` names a directory that does not hold the server programs, or another version of them.
  case unusableServer(directory: String, reason: String)
  /// The programs are there, but the unprivileged account may not execute them.
  case serverNotExecutable(program: String, account: String)
  /// Run by root, and there is neither an account `postgres` nor `nobody`, or no way to become one.
  case noAccount(String)
  /// The data directory was made by a major version that is not installed.
  case otherMajorVersion(directory: String, found: String, installed: [Int])
  /// A directory that must be ours alone belongs to somebody else.
  case directoryNotOurs(path: String, reason: String)
  /// None of these directories can be used by the server's account.
  case noUsableDirectory(account: String, tried: [String])
  /// A server is already running in this data directory, with this process id.
  case alreadyRunning(directory: String, process: Int32)
  /// A setting which would make the server reachable by others.
  case settingReserved(String)
  /// The server did not start; its own words are in `log`, the last line last.
  case startFailed(directory: String, log: String)
  case commandFailed(command: String, status: Int32?, output: String)
  case system(String, Int32)

  package var description: String {
    switch self {
    case .noServer(let searched):
      """
      No PostgreSQL 15, 16, 17 or 18 server was found in \(searched.joined(separator: ", ")). \
      On Debian: apt-get install postgresql. Elsewhere: set REDRESS_POSTGRES_BIN to the directory with initdb, pg_ctl and postgres.
      """
    case .unusableServer(let directory, let reason):
      "REDRESS_POSTGRES_BIN names \(directory), but \(reason)."
    case .serverNotExecutable(let program, let account):
      """
      The server does not run as root but as the account \(account), which may not execute \(program). \
      Put the programs where every account can reach them.
      """
    case .noAccount(let reason):
      "PostgreSQL refuses to run as root, and no other account can run it: \(reason)."
    case .otherMajorVersion(let directory, let found, let installed):
      """
      The data directory \(directory) was made by PostgreSQL \(found), but only \
      \(installed.map(String.init).joined(separator: ", ")) is installed. Install PostgreSQL \(found), or move the directory away to start afresh.
      """
    case .directoryNotOurs(let path, let reason):
      "\(path) cannot be used for a private server: \(reason)."
    case .noUsableDirectory(let account, let tried):
      "The account \(account) can use none of \(tried.joined(separator: ", "))."
    case .alreadyRunning(let directory, let process):
      "A PostgreSQL server (process \(process)) is already running in \(directory)."
    case .settingReserved(let name):
      "The setting \(name) is decided by EmbeddedPostgres: it keeps the server private."
    case .startFailed(let directory, let log):
      "PostgreSQL did not start in \(directory). Its last words:\n\(log)"
    case .commandFailed(let command, let status, let output):
      "\(command) failed\(status.map { " with status \($0)" } ?? ""): \(output)"
    case .system(let call, let code):
      "\(call): \(String(cString: strerror(code)))"
    }
  }
}
