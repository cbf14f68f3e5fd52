import ArgumentParser
import Programs

/// Who does it: a named person answers for what is decided and written (S25).
struct PersonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Your name, as it will stand in the case's history. REDRESS_PERSON stands in for the flag, and then the name that you are logged in by.",
      valueName: "name"))
  var by: String =
    Setting.named("REDRESS_PERSON") ?? Setting.named("USER") ?? Setting.named("LOGNAME") ?? ""
}
