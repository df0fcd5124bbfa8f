import References
import Site
import Values

/// What can be the matter with a reference.
///
/// | kind | is one | is none |
/// | --- | --- | --- |
/// | `stale-token` | a literal token whose asset's bytes changed since it was given | the token differs from the record: that is `other-token` |
/// | `other-token` | a literal token that is not the recorded one | an asset without a record |
/// | `two-tokens` | literal tokens of one asset that differ, where no record says which counts | ES imports: `module-twice` |
/// | `without-token` | a place without a token of an asset that carries one elsewhere | a string in code that need not be a URL; an ES import |
/// | `no-token` | an own asset that nowhere has a token, beside others of its kind in the same file that have | loader roots; vendored and minified assets; images where fewer than half have one |
/// | `double-token` | two tokens in one URL | `v=None`, the loader's own keyword |
/// | `changing-token` | a token that is another at each request or build | a computed token that follows a file or release |
/// | `missing` | a place that must be a URL, of a file that is not there | generated, from a package, uploaded, outside, a folder, computed |
/// | `maybe-missing` | such a place, of a file that a build, a package or the application may bring | |
/// | `wrong-case` | a file that is there in other letters | |
/// | `module-twice` | an ES import under another URL than the module has elsewhere | an import without an ending, which a bundler resolves |
/// | `wrong-integrity` | an `integrity` attribute that is not of the file's bytes, so that browsers refuse the file | a value that browsers ignore; a file over 64 MiB |
/// | `hard-coded-url` | `/static/…` written out in a template of a root whose others use a helper | stylesheets, scripts and source, where no helper works |
/// | `unrecorded-token` | a literal token of an asset without a record, once an asset | |
///
/// Only live references in the project's own files are looked at; those in conditional comments, which
/// no browser reads any more, give notes at most. A root that no settings describe is taken for a
/// literal one where literal tokens stand in the project's files.
public enum ReferenceProblem: String, CaseIterable, Sendable {
  case staleToken = "stale-token"
  case otherToken = "other-token"
  case twoTokens = "two-tokens"
  case withoutToken = "without-token"
  case noToken = "no-token"
  case doubleToken = "double-token"
  case changingToken = "changing-token"
  case missing
  case maybeMissing = "maybe-missing"
  case wrongCase = "wrong-case"
  case moduleTwice = "module-twice"
  case wrongIntegrity = "wrong-integrity"
  case hardCodedURL = "hard-coded-url"
  case unrecordedToken = "unrecorded-token"

  /// What an asset is to a page, as far as harm goes: without the right stylesheet, script or font a
  /// page breaks, another picture is only another picture.
  enum Weight: Sendable {
    case code, font, picture

    init(_ path: BytePath) {
      self.init(AssetKind(path))
    }

    init(_ kind: AssetKind) {
      switch kind {
      case .stylesheet, .script: self = .code
      case .font: self = .font
      default: self = .picture
      }
    }
  }

  /// How much it matters.
  ///
  /// A wrong URL harms as long as browsers keep what they have: for a day or more it is an error, where
  /// they ask each time a note, else, as where no file says, a warning. What leads to the wrong file,
  /// to none, or to no keeping at all is the same under any header.
  ///
  /// - Parameter keeping: how long browsers keep static files; nil where no file says.
  func severity(_ weight: Weight, _ keeping: CacheHeaders.Keeping?) -> Finding.Severity {
    switch self {
    case .staleToken, .otherToken, .twoTokens: Self.byKeeping(keeping)
    case .withoutToken, .noToken, .hardCodedURL:
      weight == .picture ? Self.lowered(Self.byKeeping(keeping)) : Self.byKeeping(keeping)
    case .doubleToken: .warning
    case .changingToken:
      switch weight {
      case .code: .error
      case .font: .warning
      case .picture: .note
      }
    case .missing, .wrongCase, .moduleTwice, .wrongIntegrity: .error
    case .unrecordedToken, .maybeMissing: .note
    }
  }

  private static func byKeeping(_ keeping: CacheHeaders.Keeping?) -> Finding.Severity {
    guard let keeping else { return .warning }
    return keeping == .revalidated ? .note : keeping.isLong ? .error : .warning
  }

  private static func lowered(_ severity: Finding.Severity) -> Finding.Severity {
    severity == .error ? .warning : .note
  }
}
