import Values

/// The prefix and the name under which an application registers a blueprint,
/// `register_blueprint(bp, url_prefix=…, name=…)`.
///
/// Flask lets them replace the blueprint's own (`BlueprintSetupState`, Flask 3; `name` since 2.0.1). A
/// blueprint that is imported under another name is followed to the module it is imported from. One
/// that is registered with another blueprint counts as registered with the application.
struct BlueprintRegistration {
  /// The variable that holds the blueprint.
  let variable: [UInt8]
  /// The module before it, `auth` of `auth.bp`; nil for a plain name.
  let module: [UInt8]?
  /// Whether the variable is imported, perhaps by a package that has it from one of its modules.
  let isImported: Bool
  /// The file that registers it.
  let file: BytePath
  /// The prefix of its URLs; nil where none is given, or none in plain text.
  let prefix: String?
  /// The name that its endpoints begin with; nil where it keeps its own, or another is not plain text.
  let name: String?

  /// Reads a registration; nil for another call, and for one that names no variable.
  init?(_ call: SourceCall, in source: PythonSource) {
    guard call.name.hasSuffix(".register_blueprint"),
      let argument = call.arguments.first(where: { $0.keyword == nil })?.value
    else { return nil }
    let names = source.bytes[argument].split(separator: 0x2E, omittingEmptySubsequences: false)
    guard let variable = names.last, names.allSatisfy(\.isPythonName) else { return nil }
    if names.count == 1, let imported = source.imports[Array(variable)] {
      self.variable = imported.name
      module = imported.module.isEmpty ? nil : imported.module
      isImported = true
    } else {
      self.variable = Array(variable)
      module = names.count > 1 ? Array(names[names.count - 2]) : nil
      isImported = false
    }
    file = source.file
    prefix = call.value("url_prefix")?.plainText
    name = call.value("name")?.plainText
  }

  /// Whether it registers the blueprint that a variable of a file holds.
  ///
  /// - Parameter isOnlyOne: whether no other file has a blueprint in a variable of that name.
  func names(_ variable: [UInt8], of file: BytePath, isOnlyOne: Bool) -> Bool {
    guard self.variable == variable else { return false }
    if isImported, isOnlyOne { return true }
    guard let module else { return file == self.file || isOnlyOne }
    if file.name.elementsEqual(module + Array(".py".utf8)) { return true }
    return file.folder.name.elementsEqual(module)
  }
}

extension ArraySlice<UInt8> {
  fileprivate var isPythonName: Bool {
    !isEmpty && allSatisfy { $0.isNameByte }
  }
}

extension PythonSource {
  /// The variable that a call's result is given to, `bp` of `bp = Blueprint(…)`.
  func variable(of call: SourceCall) -> [UInt8]? {
    let line = bytes[..<call.start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    guard let equals = bytes[line..<call.start].firstIndex(of: 0x3D) else { return nil }
    let name = bytes[line..<equals].prefix { $0 != 0x3A && $0 != 0x20 }
    return name.isPythonName ? Array(name) : nil
  }
}
