/// The folders that applications are given after they are made, `app.static_folder = "public"`.
struct AssignedFolders {
  /// One of them.
  struct Assigned {
    let path: PythonValue.Path
    let module: PythonModule
    /// The place of its first byte.
    let start: Int
    /// The statement.
    let text: String
    fileprivate let order: Int
  }

  private struct Variable: Hashable {
    let module: ObjectIdentifier
    let name: String
  }

  private struct Call: Hashable {
    let module: ObjectIdentifier
    let range: Range<Int>
  }

  private var byVariable: [Variable: Assigned] = [:]
  /// Those of variables of other modules, by the call that makes what they stand for.
  private var byCall: [Call: Assigned] = [:]

  /// Reads the assignments of modules, in order; the first for each application counts.
  init(_ modules: [PythonModule], _ reader: PythonReader) {
    var order = 0
    for module in modules {
      for store in module.stores {
        guard case .attribute(let owner, let name) = store.target.kind,
          name == "static_folder" || name == "_static_folder", let variable = owner.lastName,
          let path = reader.value(of: store.value, in: module, store.scope).path
        else { continue }
        let start = store.target.range.lowerBound
        let assigned = Assigned(
          path: path, module: module, start: start,
          text: module.text(start..<store.value.range.upperBound), order: order)
        order += 1
        let key = Variable(module: ObjectIdentifier(module), name: variable)
        if byVariable[key] == nil { byVariable[key] = assigned }
        for found in reader.definitions(of: owner, in: module, store.scope) {
          guard case .value(let value, _) = found.definition, found.module !== module else {
            continue
          }
          let key = Call(module: ObjectIdentifier(found.module), range: value.range)
          if byCall[key] == nil { byCall[key] = assigned }
        }
      }
    }
  }

  /// The folder that what a call makes is given later; nil where it is given none.
  func folder(of call: PythonModule.Call, in module: PythonModule) -> Assigned? {
    var all = Set(call.targets.compactMap(\.lastName)).compactMap {
      byVariable[Variable(module: ObjectIdentifier(module), name: $0)]
    }
    if let other = byCall[Call(module: ObjectIdentifier(module), range: call.expression.range)] {
      all.append(other)
    }
    return all.min { $0.order < $1.order }
  }
}
