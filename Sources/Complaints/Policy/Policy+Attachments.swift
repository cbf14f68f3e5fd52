extension AttachmentRules {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let files = section.required("files", .integer(1...1_000))
    let megabytes = section.required("megabytes", .integer(AttachmentRules.megabytes))
    let types: [AttachmentType] = section.list("types", .word)
    if types.isEmpty { section.complain("types", "names no type of file: nothing could be sent in") }
    guard let files, let megabytes else { return nil }
    self.init(files: files, largest: megabytes * 1_000_000, types: Set(types))
  }
}
