import Disk
import TestSupport
import Testing
import Values

@testable import References

/// Python's own parser has the last word on what its standard library calls, defines and sets.
@Suite struct PythonOracleTests {
  @Test("every call, function, class and text of some hundred files of the standard library")
  func agreesWithPython() throws {
    let result = try Command.run(try Tool.python(), ["-c", Self.script])
    #expect(result.errors == "" && result.status == 0)
    let files = result.output.split(separator: "\0").map(String.init)
    try #require(files.count > 200)
    var differing: [String] = []
    for text in files {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let bytes = try DiskFileSystem().read(BytePath(lines[0]), limit: 1 << 24)
      let module = PythonModule(bytes, of: "a.py")
      var ours: [String] = []
      for statement in module.statements { Self.add(statement, module, to: &ours) }
      let theirs = lines.dropFirst().filter { !$0.isEmpty }
      if ours.sorted() == theirs.sorted() { continue }
      let (first, second) = (Set(ours), Set(theirs))
      differing.append(
        "\(lines[0]): too many \(first.subtracting(second).sorted().prefix(3)),"
          + " too few \(second.subtracting(first).sorted().prefix(3))")
    }
    #expect(differing.prefix(5) == [])
  }

  private static func add(
    _ statement: PythonStatement, _ module: PythonModule, to lines: inout [String]
  ) {
    switch statement.kind {
    case .function(let function): lines.append("def \(function.name)")
    case .type(let type): lines.append("class \(type.name)")
    case .assignment(let targets, let value):
      for case .name(let name) in targets.map(\.kind) {
        guard let text = value.plainText else { continue }
        lines.append("\(name) = \(HexText.of(Array(text.utf8)))")
      }
    default: break
    }
    for expression in statement.expressions { add(expression, module, to: &lines) }
    for inner in statement.statements { add(inner, module, to: &lines) }
  }

  private static func add(
    _ expression: PythonExpression, _ module: PythonModule, to lines: inout [String]
  ) {
    if case .text = expression.kind { return }
    if case .lambda = expression.kind { return }
    if case .call(let function, let arguments) = expression.kind {
      let name = function.dottedName?.joined(separator: ".") ?? "-"
      let keywords = arguments.compactMap(\.keyword).filter { !$0.isEmpty }
      lines.append(
        "\(module.line(of: expression.range.lowerBound)) \(name)(\(keywords.joined(separator: ",")))"
      )
    }
    for child in expression.children { add(child, module, to: &lines) }
  }

  private static let script = """
    import ast, os, sys, sysconfig

    def dotted(node):
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute):
            base = dotted(node.value)
            return base and base + "." + node.attr
        return None

    class Reader(ast.NodeVisitor):
        def visit_JoinedStr(self, node):
            pass
        def visit_Lambda(self, node):
            pass
        def visit_arguments(self, node):
            pass
        def visit_FunctionDef(self, node):
            out.append("def " + node.name)
            for part in node.decorator_list + node.body:
                self.visit(part)
        visit_AsyncFunctionDef = visit_FunctionDef
        def visit_ClassDef(self, node):
            out.append("class " + node.name)
            self.generic_visit(node)
        def visit_AnnAssign(self, node):
            self.assign([node.target], node.value)
            self.visit(node.target)
            if node.value:
                self.visit(node.value)
        def visit_Assign(self, node):
            self.assign(node.targets, node.value)
            self.generic_visit(node)
        def assign(self, targets, value):
            if isinstance(value, ast.Constant) and isinstance(value.value, (str, bytes)):
                text = value.value if isinstance(value.value, str) else value.value.decode("latin-1")
                for target in targets:
                    if isinstance(target, ast.Name):
                        out.append(target.id + " = " + text.encode("utf-8", "replace").hex())
        def visit_Call(self, node):
            words = ",".join(k.arg for k in node.keywords if k.arg)
            out.append("%d %s(%s)" % (node.lineno, dotted(node.func) or "-", words))
            self.generic_visit(node)

    top = sysconfig.get_paths()["stdlib"]
    for folder in (top, top + "/json", top + "/email", top + "/http", top + "/importlib", top + "/asyncio"):
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if not name.endswith(".py"):
                continue
            text = open(path, "rb").read()
            if b"\\\\N{" in text or b"bytes(" in text and b"coding: " in text[:100]:
                continue
            tree = ast.parse(text)
            if any(isinstance(node, ast.Match) for node in ast.walk(tree)):
                continue
            out = []
            Reader().visit(tree)
            sys.stdout.write(path + "\\n" + "\\n".join(out) + "\\0")
    """
}
