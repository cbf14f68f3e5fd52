extension String {
  /// As one word on a POSIX shell's command line, for commands that a person may copy: as it is when that is safe, else in single
  /// quotes, or in double ones when there are single ones inside.
  package var shellWord: String {
    if wholeMatch(of: /[A-Za-z0-9_.\/:=@%+,-]+/) != nil { return self }
    guard contains("'") else { return "'\(self)'" }
    return "\"" + replacing(/[\\"$`]/) { #"\"# + $0.0 } + "\""
  }
}
