import References
import Values

/// How a project writes the tokens that stand in its files: what a reference that gets its first one
/// is written like.
struct HouseStyle {
  /// Where a token stands that goes with a helper's call.
  enum CallStyle: Hashable {
    /// An argument of the call, `url_for('static', filename='x.css', v='5')`.
    case keyword
    /// Behind the tag, `{{ url_for('static', filename='x.css') }}?v=5`.
    case suffix
  }

  /// A query parameter's or keyword's name; nil for a bare token, `x.css?5`.
  typealias Parameter = [UInt8]?

  private var calls: [BytePath?: [CallStyle: Int]] = [:]
  private var keywords: [BytePath?: [Parameter: Int]] = [:]
  private var queries: [BytePath?: [Parameter: Int]] = [:]

  /// Learns from the references that have a token; under no file, those of the whole project.
  init(_ references: [FoundReference]) {
    for found in references {
      let reference = found.reference
      for file in [reference.file, nil] {
        if reference.hasTokenArgument {
          calls[file, default: [:]][.keyword, default: 0] += 1
          keywords[file, default: [:]][reference.token.parameter, default: 0] += 1
        } else {
          if reference.call != nil { calls[file, default: [:]][.suffix, default: 0] += 1 }
          queries[file, default: [:]][reference.token.parameter, default: 0] += 1
        }
      }
    }
  }

  /// Where the calls of a file have their tokens: as most there do, else most of the project's; keywords
  /// where none has one.
  func callStyle(in file: BytePath) -> CallStyle {
    for place in [file, nil] {
      guard let counts = calls[place] else { continue }
      return counts[.suffix, default: 0] > counts[.keyword, default: 0] ? .suffix : .keyword
    }
    return .keyword
  }

  /// The name of the keyword that carries a token in a file's calls.
  func keyword(in file: BytePath, standard: [UInt8]) -> [UInt8] {
    commonest(keywords, in: file).flatMap { $0 } ?? standard
  }

  /// The name of the query parameter in a file's URLs.
  func parameter(in file: BytePath, standard: [UInt8]) -> Parameter {
    commonest(queries, in: file) ?? standard
  }

  /// The name that most have, in the file or else the project; of several, the first by its bytes.
  private func commonest(
    _ names: [BytePath?: [Parameter: Int]], in file: BytePath
  ) -> Parameter? {
    let counts = names[file] ?? names[nil] ?? [:]
    let most = counts.values.max()
    return counts.filter { $0.value == most }.keys
      .min { ($0 ?? []).lexicographicallyPrecedes($1 ?? []) }
  }
}

extension Reference {
  /// Whether the token is an argument of the helper's call, by its name or, without one, its place.
  var hasTokenArgument: Bool {
    guard let call else { return false }
    return call.arguments.contains { $0.name == token.parameter }
      || token.kind == .literal && token.parameter == nil
  }
}
