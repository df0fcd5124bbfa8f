/// The blueprints of a project in the order of its source, found by what makes and what holds them.
struct BlueprintTable {
  private(set) var all: [FlaskBlueprint] = []
  private var byCall: [CallPlace: [Int]] = [:]
  private var byVariable: [String: [Int]] = [:]

  private struct CallPlace: Hashable {
    let module: ObjectIdentifier
    let range: Range<Int>
  }

  /// Adds a blueprint.
  mutating func append(_ blueprint: FlaskBlueprint) {
    let range = blueprint.call.expression.range
    let place = CallPlace(module: ObjectIdentifier(blueprint.module), range: range)
    byCall[place, default: []].append(all.count)
    for name in Set(blueprint.variables) { byVariable[name, default: []].append(all.count) }
    all.append(blueprint)
  }

  /// Adds a place where a blueprint is registered.
  mutating func register(_ index: Int, _ registration: FlaskBlueprint.Registration) {
    all[index].registrations.append(registration)
  }

  subscript(index: Int) -> FlaskBlueprint { all[index] }

  /// The blueprints that an expression of a module makes, by their index.
  func made(by expression: PythonExpression, in module: PythonModule) -> [Int] {
    byCall[CallPlace(module: ObjectIdentifier(module), range: expression.range)] ?? []
  }

  /// The blueprints that variables of a name hold, by their index.
  func held(by variable: String) -> [Int] {
    byVariable[variable] ?? []
  }

  /// How many mounts of a blueprint are told apart.
  private static let mostMounts = 64

  private struct Question: Hashable {
    let index: Int
    let way: Int
  }

  /// The mounts of a blueprint, each once; its own name and prefix where it is registered nowhere.
  func mounts(of index: Int) -> [FlaskBlueprint.Mount] {
    var known: [Question: [FlaskBlueprint.Mount]] = [:]
    return mounts(of: Question(index: index, way: 0), &known)
  }

  private func mounts(
    of question: Question, _ known: inout [Question: [FlaskBlueprint.Mount]]
  ) -> [FlaskBlueprint.Mount] {
    if let mounts = known[question] { return mounts }
    let own = all[question.index]
    let plain = FlaskBlueprint.Mount(name: own.name, prefix: own.prefix ?? "")
    guard !own.registrations.isEmpty, question.way < 8 else { return [plain] }
    var mounts: [FlaskBlueprint.Mount] = []
    var seen: Set<FlaskBlueprint.Mount> = []
    for registration in own.registrations where mounts.count < Self.mostMounts {
      let name = registration.name ?? own.name
      let prefix = registration.prefix ?? own.prefix ?? ""
      let parents =
        registration.parent.map {
          self.mounts(of: Question(index: $0, way: question.way + 1), &known)
        } ?? [FlaskBlueprint.Mount(name: "", prefix: "")]
      for parent in parents {
        let mount = FlaskBlueprint.Mount(
          name: parent.name.isEmpty ? name : "\(parent.name).\(name)",
          prefix: parent.prefix.isEmpty ? prefix : "\(parent.prefix)/\(prefix)")
        if seen.insert(mount).inserted { mounts.append(mount) }
      }
    }
    known[question] = mounts
    return mounts
  }
}
