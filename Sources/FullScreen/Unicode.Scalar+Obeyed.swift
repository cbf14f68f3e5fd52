extension Unicode.Scalar {
  /// Whether a terminal would obey it instead of showing it: controls, what ends a line, what turns the reading direction.
  package var isObeyedByTerminals: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true  // C0 and C1 controls, ESC and CSI among them
    case 0x2028, 0x2029: true  // lines, for whoever knows them
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // what turns the reading direction
    default: false
    }
  }
}
