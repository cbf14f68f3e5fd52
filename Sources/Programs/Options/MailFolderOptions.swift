package import ArgumentParser

/// `--mail`: where the embedded gateways keep what was written to customers.
package struct MailFolderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of messages: mails as .eml files, and what a person must pass on. REDRESS_MAIL stands in for the flag.",
      valueName: "folder"))
  package var mail: String = Setting.named("REDRESS_MAIL") ?? "mail"

  package init() {}
}
