import Screen
import Site
import Values

extension KeyTable {
  /// The table with the bindings of the settings put in.
  ///
  /// A binding replaces all keys of its action. A key that a binding takes and that another action
  /// has by default is an error too: nothing changes hands silently.
  ///
  /// - Parameters:
  ///   - bindings: the `[keys]` of the settings.
  ///   - file: the settings file's name, for messages.
  public init(bindings: [KeyBinding], file: String) throws(KeyTableError) {
    var rows = KeyTable.standard.rows
    for binding in bindings {
      guard let index = rows.firstIndex(where: { $0.action.rawValue == binding.action }) else {
        throw .unknownAction(binding.action, file: file, line: binding.line)
      }
      rows[index].keys = []
      for name in binding.keys {
        guard let key = Key(name: name) else {
          throw .unknownKey(name, action: binding.action, file: file, line: binding.line)
        }
        rows[index].keys.append(key)
      }
    }
    var owners: [Key: Action] = [:]
    for row in rows {
      for key in row.keys {
        if let owner = owners.updateValue(row.action, forKey: key), owner != row.action {
          let line = bindings.last { [owner.rawValue, row.action.rawValue].contains($0.action) }?
            .line
          throw .conflict(
            key.name, [owner.rawValue, row.action.rawValue], file: file, line: line ?? 1)
        }
      }
    }
    self.init(rows: rows)
  }
}
