/// How a reference names its file.
public enum ReferenceForm: String, BitwiseCopyable, CaseIterable, Sendable {
  /// `url_for` or another helper in a template.
  case call
  /// `url_for` or another helper in source code.
  case sourceCall = "call-py"
  /// `{% static … %}`.
  case tag
  /// An attribute of an element.
  case attribute = "attr"
  /// `url()`, or a string of `image-set()`, in CSS.
  case cssURL = "css-url"
  /// `@import`.
  case cssImport = "css-import"
  /// A string in a script.
  case scriptString = "js-str"
  /// HTML in a string of a script.
  case scriptHTML = "js-html"
  /// `import` and `export … from`.
  case scriptImport = "js-import"
  /// A string in JSON.
  case json
  /// A string in source code.
  case sourceString = "py-str"
  /// HTML in a string of source code.
  case sourceHTML = "py-html"

  /// Whether it is a string in code, which need not be a URL.
  var isOfCode: Bool {
    switch self {
    case .scriptString, .sourceString, .sourceHTML: true
    default: false
    }
  }
}

/// Whether a browser comes to see a reference.
public enum ReferenceContext: String, BitwiseCopyable, CaseIterable, Sendable {
  /// It does.
  case live
  /// It stands in a comment.
  case comment
  /// It stands in a conditional comment, for an old Internet Explorer.
  case conditional = "cond"
}
