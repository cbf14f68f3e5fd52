package import ArgumentParser

/// `--attachments`: where the files are that customers sent in.
package struct AttachmentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of attachments; the same for all programs of a shop. REDRESS_ATTACHMENTS stands in for the flag.",
      valueName: "folder"))
  package var attachments: String = Setting.named("REDRESS_ATTACHMENTS") ?? "attachments"

  package init() {}
}
