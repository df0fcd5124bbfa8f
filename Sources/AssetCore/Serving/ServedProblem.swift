import Formats
import Planning
import Values

/// What can be the matter with what a site serves.
public enum ServedProblem: String, CaseIterable, Sendable {
  /// A page or file that the site does not give.
  case notServed = "not-served"
  /// No answer, or one that cannot be read.
  case noAnswer = "no-answer"
  /// An answer that leads elsewhere.
  case redirect
  /// A page in place of a file.
  case htmlInstead = "html-instead"
  /// Bytes that a token before was given for.
  case oldBytes = "old-bytes"
  /// Bytes that no record knows.
  case otherBytes = "other-bytes"
  /// Other bytes with a content encoding than without, or with another.
  case encodingDiffers = "encoding-differs"
  /// A content type by which browsers refuse the file.
  case contentType = "content-type"
  /// A page names a recorded asset without a token.
  case missingToken = "missing-token"
  /// A page names it with a token that is not the recorded one.
  case otherToken = "other-token"
  /// The URL carries two tokens.
  case doubleToken = "double-token"
  /// A token that was never put in.
  case placeholder
  /// A token that is another at each request.
  case changingToken = "changing-token"
  /// A module's name that no import map makes a URL of.
  case bareImport = "bare-import"
  /// An `integrity` by which browsers refuse the file.
  case wrongIntegrity = "wrong-integrity"
  /// A URL with its token that browsers may not keep.
  case notKept = "not-kept"
  /// A URL without the token of its bytes that browsers keep for long.
  case keptWithoutToken = "kept-without-token"
  /// A page that browsers keep for long.
  case pageKept = "page-kept"
  /// A service worker that browsers keep for long.
  case workerKept = "worker-kept"
  /// A token that nobody gave is answered for long.
  case unknownTokenKept = "unknown-token-kept"
  /// A cache in front, or its leave, that passes over the token.
  case tokenIgnored = "token-ignored"
  /// A compressed answer that a shared cache may give to those who cannot read it.
  case noVary = "no-vary"

  /// How much it matters.
  var severity: Finding.Severity {
    switch self {
    case .notServed, .noAnswer, .htmlInstead, .oldBytes, .otherBytes, .encodingDiffers,
      .contentType,
      .otherToken, .placeholder, .bareImport, .wrongIntegrity, .tokenIgnored:
      .error
    case .redirect, .missingToken, .doubleToken, .changingToken, .notKept, .keptWithoutToken,
      .pageKept,
      .workerKept, .unknownTokenKept, .noVary:
      .warning
    }
  }

  /// What to do next.
  var next: String? {
    switch self {
    case .notServed: "put the file in place, or take its name off the page"
    case .noAnswer: nil
    case .redirect: "name the URL that it leads to"
    case .htmlInstead: "let the server answer 404 there, and put the file in place"
    case .oldBytes: "put the new file in place, or purge the URL in the cache in front"
    case .otherBytes: "deploy the files and the versions file of one release"
    case .encodingDiffers: "compress the file anew, or remove the copy beside it"
    case .contentType: "give the server the type of the ending"
    case .missingToken: "let the page make the URL by the loader, or write the token"
    case .otherToken: "restart the application, and purge pages that a cache in front keeps"
    case .doubleToken: "leave one of the two"
    case .placeholder: "put the token in where the page is made"
    case .changingToken: "use the recorded token: browsers load the file each time"
    case .bareImport: "name it by ./ or /, or in an import map"
    case .wrongIntegrity:
      "assetbump bump renews the attribute in files; an application must make it anew"
    case .notKept: "let browsers keep it for a year: assetbump help deploy"
    case .keptWithoutToken: "let browsers ask each time, or name it with its token"
    case .pageKept: "send Cache-Control: no-cache with pages"
    case .workerKept: "send Cache-Control: no-cache with it"
    case .unknownTokenKept:
      "keep for long only what carries the recorded token: assetbump help nginx"
    case .tokenIgnored: "let the cache take the query into its key"
    case .noVary: "send Vary: Accept-Encoding"
    }
  }
}
