import Testing
import Values

@testable import References

/// Blueprints that are registered with one another.
@Suite struct BlueprintTableTests {
  private static func mounts(_ source: String) -> [String] {
    let module = PythonModule(Array(source.utf8), of: "app.py")
    var table = BlueprintTable()
    for call in module.calls where call.function.lastName == "Blueprint" {
      let name = call.arguments[0].value.plainText ?? ""
      table.append(FlaskBlueprint(module: module, call: call, name: name, prefix: "/\(name)"))
    }
    let count = table.all.count
    for index in 0..<count {
      for parent in 0..<count {
        table.register(index, .init(parent: parent, prefix: nil, name: nil))
      }
    }
    return table.mounts(of: 0).map(\.name)
  }

  /// Each with each, in circles: followed eight deep, and no more than 64 mounts told apart.
  @Test(.timeLimit(.minutes(1))) func circlesEnd() {
    let source = (0..<40).map { "b\($0) = Blueprint('b\($0)', __name__)\n" }.joined()
    #expect(Self.mounts(source).count >= 64)
    #expect(Self.mounts("b0 = Blueprint('b0', __name__)\n") == ["b0.b0.b0.b0.b0.b0.b0.b0.b0"])
  }

  @Test func findsByCallAndVariable() {
    let module = PythonModule(
      Array("a = Blueprint('x', __name__)\nb = a\n".utf8), of: "app.py")
    var table = BlueprintTable()
    let call = module.calls[0]
    table.append(FlaskBlueprint(module: module, call: call, name: "x", prefix: nil))
    #expect(table.made(by: call.expression, in: module) == [0])
    #expect(table.held(by: "a") == [0])
    #expect(table.held(by: "b") == [])
  }
}
