import Formats
import Values

/// Reads the helpers of the settings, functions and tags that make URLs of static files.
enum HelperReader {
  /// The helpers of the list that a value is; each name only once for calls, once for tags.
  static func helpers(_ node: TOMLNode) throws(SettingsError) -> [ReferenceHelper] {
    var helpers: [ReferenceHelper] = []
    var places: [String: TOMLPath] = [:]
    for table in try node.tables() {
      let helper = try helper(table)
      let name = table.child("name") ?? table
      let key = "\(helper.syntax) \(helper.name)"
      if let first = places.updateValue(name.path, forKey: key) {
        throw .repeated(name.place, key: "\(name.path)", found: helper.name, first: "\(first)")
      }
      helpers.append(helper)
    }
    return helpers
  }

  private static func helper(_ node: TOMLNode) throws(SettingsError) -> ReferenceHelper {
    _ = try node.keys(known: .helper)
    guard let nameNode = node.child("name") else { throw node.lacks("name") }
    var helper = ReferenceHelper(
      name: try name(nameNode), syntax: .call, root: nil, pathKeyword: nil)
    if let syntax = node.child("syntax") {
      helper.syntax = try syntax.word(ReferenceHelper.Syntax.self)
    }
    if let root = node.child("root") {
      helper.root = try root.string()
      if helper.root?.isEmpty ?? true { throw root.fault(.empty) }
      if let argument = node.child("root-argument") { throw argument.fault(.besides("root")) }
    }
    if helper.syntax != .call {
      // Of a tag the first word is the path, of a filter what it is put on; the token stands behind.
      for key in ["root-argument", "path-argument", "token-argument"] {
        if let argument = node.child(key) { throw argument.fault(.ofTag) }
      }
      if helper.root == nil { throw node.lacks("root", root: nil) }
      return helper
    }
    if let argument = node.child("root-argument") {
      helper.rootArgument = try self.argument(argument)
    } else if helper.root == nil {
      throw node.lacks("root")
    }
    if let argument = node.child("path-argument") {
      switch try self.argument(argument) {
      case .keyword(let name): helper.pathKeyword = name
      case .place(let place): helper.pathPlace = place
      }
    } else if helper.rootArgument == .place(0) {
      helper.pathPlace = 1
    }
    if case .place(let root) = helper.rootArgument, helper.pathKeyword == nil,
      root == helper.pathPlace
    {
      throw (node.child("path-argument") ?? node).fault(.besides("root-argument"))
    }
    if let argument = node.child("token-argument") {
      helper.token = try self.argument(argument)
    }
    return helper
  }

  /// A dotted name, as a call has it in front of its bracket.
  private static func name(_ node: TOMLNode) throws(SettingsError) -> String {
    let name = try node.string()
    if name.isEmpty { throw node.fault(.empty) }
    let parts = name.utf8.split(separator: BytePath.dot, omittingEmptySubsequences: false)
    guard
      parts.allSatisfy({
        !$0.isEmpty && $0.allSatisfy(\.isNameByte) && !($0.first?.isDigit ?? true)
      })
    else { throw node.fault(.helperName) }
    return name
  }

  /// An argument: its place from 1, or its keyword.
  private static func argument(_ node: TOMLNode) throws(SettingsError) -> HelperArgument {
    if case .integer = node.value { return .place(try node.number(in: 1...9) - 1) }
    guard case .string = node.value else { throw node.isNot(.argument) }
    let name = try node.string()
    if name.isEmpty { throw node.fault(.empty) }
    guard name.utf8.allSatisfy(\.isNameByte), !(name.utf8.first?.isDigit ?? true) else {
      throw node.fault(.helperName)
    }
    return .keyword(name)
  }
}
