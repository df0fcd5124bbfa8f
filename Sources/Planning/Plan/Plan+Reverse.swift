import Formats
import Site

extension Plan {
  /// The plan that takes this one back once it is carried out.
  ///
  /// Carrying it out fails where a file no longer has the contents that this plan gave it. No asset is
  /// read again: the records are those that stood there before.
  ///
  /// - Parameter before: the versions file as it was before this plan was carried out.
  /// - Returns: nil where this plan makes a file: there are no contents to go back to.
  public func reversed(to before: VersionsDocument) -> Plan? {
    var edits: [FileEdit] = []
    for edit in self.edits {
      guard let contents = edit.before else { return nil }
      edits.append(
        FileEdit(path: edit.path, name: edit.name, before: edit.after, after: contents))
    }
    return Plan(
      changes: changes.map { Change(id: $0.id, before: $0.after, after: $0.before) },
      left: [], edits: edits, files: [:], after: before.file, takesBack: true)
  }
}
