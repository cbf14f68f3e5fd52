import ArgumentParser
import Foundation
import Programs

/// What both imports are told.
struct ImportOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
  var file: String

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var merchant: MerchantOptions

  @Option(
    help: ArgumentHelp(
      "Where rejected rows go, without an extension (default: beside the file, under its name).",
      valueName: "stem"))
  var rejects: String?

  @Flag(help: "Exit with 0 although rows were rejected.")
  var acceptRejects = false

  @Flag(help: "Name three rejects and three notices at most; the others are only counted, as in the summary.")
  var brief = false

  @OptionGroup var metrics: MetricsOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  var title: String { file == "-" ? "standard input" : (file as NSString).lastPathComponent }

  var rejectsStem: String {
    if let rejects { return rejects }
    return file == "-" ? "standard-input" : (file as NSString).deletingPathExtension
  }
}
