import Values

/// The folders whose files the person trusts although they belong to somebody else: what git's
/// `safe.directory` names (git-config(1)) in the configuration of the system, of the person, and of the
/// environment; a repository's own says nothing.
public struct SafeFolders: Equatable, Sendable {
  /// The values, in git's order.
  let values: [BytePath]

  /// Makes it of the values, in git's order.
  init(values: [BytePath]) {
    self.values = values
  }

  /// Asks git; nothing is trusted where it cannot say.
  public init() {
    let words = ["config", "--show-scope", "-z", "--type=path", "--get-all", "safe.directory"]
    let output = (try? GitProcess.output(in: "/", words.map { Array($0.utf8) })) ?? []
    let fields = output.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    var values: [BytePath] = []
    var rest = fields[...]
    while let scope = rest.popFirst(), let value = rest.popFirst() {
      if ["system", "global", "command"].contains(String(decoding: scope, as: UTF8.self)) {
        values.append(BytePath(bytes: value))
      }
    }
    self.init(values: values)
  }

  /// Whether a folder is trusted: by its path, by `*`, or by one above it with `/*` behind it.
  ///
  /// An empty value takes back those before it.
  public func contains(_ folder: BytePath) -> Bool {
    var isSafe = false
    for value in values {
      if value.bytes.isEmpty {
        isSafe = false
      } else if value == "*" || value.normalized == folder {
        isSafe = true
      } else if value.bytes.suffix(2).elementsEqual("/*".utf8) {
        isSafe = isSafe || folder.isBelow(BytePath(bytes: Array(value.bytes.dropLast(2))))
      }
    }
    return isSafe
  }
}
