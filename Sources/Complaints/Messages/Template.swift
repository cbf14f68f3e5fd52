internal import Mustache

/// A text with names in it, proven at load to use only names that will have a value.
struct Template: Sendable {
  private let mustache: MustacheTemplate
  /// The variables that are used, as a value or as a section.
  let uses: Set<TemplateVariable>

  /// Reads a template that may use the names of a scope.
  init(_ text: String, scope: TemplateScope) throws(TemplateFault) {
    self.uses = try Template.check(TemplateTag.scan(text), scope: scope)
    // Blocks become plain text; the HTML layout escapes the whole afterwards. So no value is ever escaped twice,
    // and no template can opt out.
    do {
      self.mustache = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
    } catch {
      throw TemplateFault(line: 0, reason: "mustache does not understand this text")
    }
  }

  /// The text with the values in place of the names. A value is never read as a template.
  func render(_ values: TemplateValues) -> String { mustache.render(values.object) }

  /// A walk over the tags with the sections that are open: knows which names are certain to be there.
  private static func check(
    _ tags: [TemplateTag], scope: TemplateScope
  ) throws(TemplateFault) -> Set<TemplateVariable> {
    var open: [(tag: TemplateTag, variable: TemplateVariable)] = []
    var uses: Set<TemplateVariable> = []
    for tag in tags {
      if tag.kind == .end {
        guard let last = open.popLast(), last.tag.name == tag.name else {
          throw TemplateFault(line: tag.line, reason: "{{/\(tag.name)}} closes no open section")
        }
        continue
      }
      let entered = open.filter { $0.tag.kind == .section }.map(\.variable)
      if tag.name == "." {
        guard let list = entered.last(where: \.isList), list.shape == .sentences else {
          throw TemplateFault(line: tag.line, reason: "{{.}} stands outside a list of sentences")
        }
        continue
      }
      let fields = entered.flatMap(\.fields)
      guard let variable = TemplateVariable(rawValue: tag.name),
        scope.contains(variable) || fields.contains(variable)
      else {
        let known = (scope.always + scope.sometimes + fields).map(\.rawValue).sorted()
        throw TemplateFault(
          line: tag.line,
          reason: "unknown variable \(tag.name); "
            + (known.isEmpty ? "this text has none" : "this text has \(known.joined(separator: ", "))"))
      }
      uses.insert(variable)
      guard tag.kind == .value else {
        open.append((tag, variable))
        continue
      }
      switch variable.shape {
      case .flag, .sentences, .records:
        throw TemplateFault(
          line: tag.line, reason: "\(tag.name) is no text: use {{#\(tag.name)}} … {{/\(tag.name)}}")
      case .text, .date:
        guard scope.always.contains(variable) || fields.contains(variable) || entered.contains(variable)
        else {
          throw TemplateFault(
            line: tag.line,
            reason:
              "\(tag.name) is not always known: put what mentions it inside {{#\(tag.name)}} … {{/\(tag.name)}}"
          )
        }
      }
    }
    if let last = open.last {
      throw TemplateFault(line: last.tag.line, reason: "{{#\(last.tag.name)}} is never closed")
    }
    return uses
  }
}

extension TemplateVariable {
  fileprivate var isList: Bool { shape == .sentences || !fields.isEmpty }
  fileprivate var fields: [TemplateVariable] {
    if case .records(let fields) = shape { fields } else { [] }
  }
}

/// The values of one rendering. An empty text or list counts as absent, so that a section shows only what is there.
struct TemplateValues: Sendable {
  private var texts: [TemplateVariable: String] = [:]
  private var flags: Set<TemplateVariable> = []
  private var lists: [TemplateVariable: [String]] = [:]
  private var records: [TemplateVariable: [[TemplateVariable: String]]] = [:]

  subscript(variable: TemplateVariable) -> String? {
    get { texts[variable] }
    set { texts[variable] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
  }

  mutating func set(_ flag: TemplateVariable, _ value: Bool) {
    if value { flags.insert(flag) } else { flags.remove(flag) }
  }

  mutating func set(_ list: TemplateVariable, _ sentences: [String]) {
    lists[list] = sentences.isEmpty ? nil : sentences
  }

  mutating func set(_ list: TemplateVariable, _ entries: [[TemplateVariable: String]]) {
    records[list] = entries.isEmpty ? nil : entries
  }

  /// Which variables have a value.
  var present: Set<TemplateVariable> { flags.union(texts.keys).union(lists.keys).union(records.keys) }

  /// Only the variables of a scope.
  func limited(to scope: TemplateScope) -> TemplateValues {
    var limited = self
    limited.texts = texts.filter { scope.contains($0.key) }
    limited.flags = flags.filter { scope.contains($0) }
    limited.lists = lists.filter { scope.contains($0.key) }
    limited.records = records.filter { scope.contains($0.key) }
    return limited
  }

  fileprivate var object: [String: Any] {
    func named(_ values: [TemplateVariable: String]) -> [String: String] {
      Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
    }
    var object: [String: Any] = named(texts)
    for flag in flags { object[flag.rawValue] = true }
    for (list, sentences) in lists { object[list.rawValue] = sentences }
    for (list, entries) in records { object[list.rawValue] = entries.map(named) }
    return object
  }
}
