extension Inventory {
  /// What is to be said about the assets, in their order; untracked and fresh ones say nothing.
  ///
  /// - Parameter settings: the settings file's name, for advice.
  public func findings(settings: String) -> [Finding] {
    var findings = entries.compactMap(\.finding)
    findings += shadowed.map { hidden in
      Finding(
        severity: .note, kind: "shadowed", id: hidden.id,
        message: "\(VisibleText.of(hidden.file)) is hidden by \(VisibleText.of(hidden.by))")
    }
    findings += unknownRoots.map { name in
      Finding(
        severity: .warning, kind: "unknown-root", id: nil,
        message: "the versions file has records of root \"\(VisibleText.of(name))\","
          + " which the settings do not name",
        next: "add a [[root]] of that name to \(settings), or take its records out")
    }
    return findings
  }
}

extension Entry {
  /// What is to be said about this asset, or nil where all is well.
  public var finding: Finding? {
    switch status {
    case .fresh, .untracked: nil
    case .stale: stale
    case .new:
      Finding(
        severity: .warning, kind: "new", id: id,
        message: "not recorded, it is served without a token",
        next: "assetbump bump \(tokenOption)\(shellName)")
    case .missing:
      Finding(
        severity: .warning, kind: "missing", id: id,
        message: "recorded as \(record?.token.text ?? ""), but there is no such file",
        next: "bring it back, or drop its record: assetbump bump \(shellName)")
    case .unreadable:
      Finding(
        severity: .error, kind: "unreadable", id: id, message: problem?.description ?? "",
        next: "mend it, or add it to ignore in the settings")
    case .unhashed:
      Finding(severity: .error, kind: "unhashed", id: id, message: "its bytes were not read")
    }
  }

  private var stale: Finding {
    let since = record.map { "\($0.token.text) was given on \($0.bumped.iso)" } ?? ""
    return Finding(
      severity: .error, kind: "stale", id: id, message: "bytes changed since \(since)",
      next: "assetbump bump \(tokenOption)\(shellName)")
  }

  private var tokenOption: String {
    strategy == .manual ? "--token TOKEN " : ""
  }

  private var shellName: String {
    ShellText.quoted(id.description)
  }
}
