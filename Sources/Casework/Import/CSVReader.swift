/// Reads CSV (RFC 4180, UTF-8 with or without a byte order mark, LF or CRLF) out of chunks of bytes,
/// in constant memory. A value without I/O: it says which bytes it needs next and is given them.
///
/// **Resynchronisation.** A record whose structure is broken (its quotation marks, or its number of fields)
/// costs its *first line* only: that line is reported, and reading resumes at the line after it. So a
/// quotation mark that nobody closes never swallows the lines behind it, however far the next one is: the
/// reader asks for the earlier bytes again (`Step.needsBytes` may go back), instead of holding them.
///
/// A field that is merely long is never taken for a broken one: were it cut at a limit and its remaining
/// lines read as records, a customer could smuggle records into a well-formed file through a long
/// complaint. Its end is awaited, and only its beginning is kept. Records that were read again after a
/// broken quotation are marked (`CSVRecord.isSecondReading`), because what they hold was inside quotation
/// marks.
///
/// A carriage return that no line feed follows is an ordinary byte. Blank lines are skipped. Every record
/// must have as many fields as the first one, which is the header.
struct CSVReader: Sendable {
  /// What is kept of a record; more than that is read over.
  struct Limits: Sendable {
    /// More than 100 000 characters of four bytes, so that a cut field is still too long for every column: a
    /// rejected row, imported again as it is, cannot slip in shortened.
    var fieldBytes = 400_004
    var recordBytes = 4 << 20
    var fields = 256
  }

  enum Step: Sendable, Equatable {
    case record(CSVRecord)
    case broken(BrokenLine)
    /// `supply` the file's bytes from this offset on: any number of them, none if the file ends there.
    case needsBytes(from: Int)
    case finished
  }

  private enum State {
    case fieldStart, unquoted, carriageReturn
    case quoted, quoteInQuoted, carriageReturnAfterQuote
    case verbatim(BrokenLine.Fault, noticedOnLine: Int)
  }

  private var limits: Limits
  private var expectedFields: Int?
  private var state = State.fieldStart
  private var record = CSVRecord(line: 1, offset: 0, isSecondReading: false)
  private var verbatimText: [UInt8] = []
  private var line = 1
  private var secondReadingEnd = 0

  private var chunk: [UInt8] = []
  private var chunkOffset = 0
  private var index = 0
  private var isAtEnd = false
  /// How much of a byte order mark the file starts with.
  private var markLength = 0

  init(limits: Limits = Limits()) { self.limits = limits }

  /// Bytes from the offset of the last `needsBytes`; an empty array says that the file ends there.
  mutating func supply(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else {
      isAtEnd = true
      return
    }
    chunkOffset += chunk.count
    chunk = bytes
    index = 0
  }

  mutating func next() -> Step {
    while true {
      let step: Step?
      if index < chunk.count {
        step = advance()
      } else if isAtEnd {
        step = finish()
      } else {
        return .needsBytes(from: chunkOffset + index)
      }
      if let step { return step }
    }
  }

  // MARK: One step

  private mutating func advance() -> Step? {
    let position = chunkOffset + index
    if position < byteOrderMark.count, position <= markLength, chunk[index] == byteOrderMark[position] {
      markLength = max(markLength, position + 1)
      index += 1
      return nil
    }
    switch state {
    case .fieldStart where chunk[index] == quote:
      index += 1
      state = .quoted
      return nil
    case .fieldStart, .unquoted:
      return advanceUnquoted()
    case .carriageReturn:
      if chunk[index] == lineFeed { return endLine() }
      record.append(CollectionOfOne(carriageReturn), limits: limits)
      state = .unquoted
      return nil
    case .quoted:
      let run = takeRun { $0 == quote }
      record.append(run, limits: limits)
      line += run.count { $0 == lineFeed }
      if index < chunk.count {
        index += 1
        state = .quoteInQuoted
      }
      return nil
    case .quoteInQuoted:
      return advanceAfterQuote()
    case .carriageReturnAfterQuote:
      return chunk[index] == lineFeed ? endLine() : breakRecord(.textAfterQuote)
    case .verbatim(let fault, let noticedOnLine):
      let run = takeRun { $0 == lineFeed }
      verbatimText.append(contentsOf: run.prefix(limits.fieldBytes - verbatimText.count))
      guard index < chunk.count else { return nil }
      return endVerbatim(fault, noticedOnLine)
    }
  }

  private mutating func advanceUnquoted() -> Step? {
    state = .unquoted
    record.append(
      takeRun { $0 == comma || $0 == lineFeed || $0 == carriageReturn || $0 == quote }, limits: limits)
    guard index < chunk.count else { return nil }
    switch chunk[index] {
    case comma:
      index += 1
      record.endField(limits: limits)
      state = .fieldStart
      return nil
    case carriageReturn:
      index += 1
      state = .carriageReturn
      return nil
    case lineFeed: return endLine()
    default: return breakRecord(.strayQuote)
    }
  }

  private mutating func advanceAfterQuote() -> Step? {
    switch chunk[index] {
    case quote:
      index += 1
      record.append(CollectionOfOne(quote), limits: limits)
      state = .quoted
      return nil
    case comma:
      index += 1
      record.endField(limits: limits)
      state = .fieldStart
      return nil
    case carriageReturn:
      index += 1
      state = .carriageReturnAfterQuote
      return nil
    case lineFeed: return endLine()
    default: return breakRecord(.textAfterQuote)
    }
  }

  /// The bytes up to the first that `isEnd` names, or up to the end of the chunk.
  private mutating func takeRun(_ isEnd: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = index
    index = chunk.withUnsafeBufferPointer { bytes in
      var position = start
      while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
      return position
    }
    return chunk[start..<index]
  }

  private mutating func finish() -> Step? {
    switch state {
    case .fieldStart where record.fieldCount == 0: return .finished
    case .quoted: return breakRecord(.unclosedQuote)
    case .verbatim(let fault, let noticedOnLine): return endVerbatim(fault, noticedOnLine)
    default: return endRecord()
    }
  }

  // MARK: Ends of records and lines

  private mutating func endLine() -> Step? {
    index += 1
    line += 1
    return endRecord()
  }

  private mutating func endRecord() -> Step? {
    record.endField(limits: limits)
    if let expectedFields, record.fieldCount != expectedFields, !record.isBlank {
      return breakRecord(.fieldCount(found: record.fieldCount, expected: expectedFields))
    }
    let ended = record
    beginRecord()
    if ended.isBlank { return nil }
    if expectedFields == nil {
      expectedFields = ended.fieldCount
      limits.fields = min(limits.fields, ended.fieldCount)
    }
    return .record(ended)
  }

  private mutating func beginRecord() {
    state = .fieldStart
    let offset = chunkOffset + index
    record = CSVRecord(line: line, offset: offset, isSecondReading: offset < secondReadingEnd)
  }

  /// Goes back to the start of the record, to take its first line as it stands.
  private mutating func breakRecord(_ fault: BrokenLine.Fault) -> Step? {
    // The line end that was just consumed belongs to the line before it.
    let justEndedLine = index > 0 && chunk[index - 1] == lineFeed && line > record.line
    state = .verbatim(fault, noticedOnLine: justEndedLine ? line - 1 : line)
    secondReadingEnd = max(secondReadingEnd, chunkOffset + index)
    line = record.line
    verbatimText = []
    if record.offset >= chunkOffset {
      index = record.offset - chunkOffset
    } else {
      chunk = []
      chunkOffset = record.offset
      index = 0
      isAtEnd = false
    }
    return nil
  }

  private mutating func endVerbatim(_ fault: BrokenLine.Fault, _ noticedOnLine: Int) -> Step {
    if verbatimText.last == carriageReturn { verbatimText.removeLast() }
    let broken = BrokenLine(
      line: line, fault: fault, noticedOnLine: noticedOnLine, text: verbatimText)
    verbatimText = []
    if index < chunk.count {
      index += 1
      line += 1
    }
    beginRecord()
    return .broken(broken)
  }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
