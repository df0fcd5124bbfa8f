import References
import Testing

/// What scripts do with a string decides whether its token is one that a browser asks for.
@Suite("Strings that scripts change")
struct ScriptOperandTests {
  /// `A` stands for `/static/a.png?v=1`.
  private static func kinds(of script: String) -> [String] {
    let text = Array(script.replacing("A", with: "/static/a.png?v=1").utf8)
    return ReferenceScanner().references(in: text, of: "static/x.js")
      .filter { $0.target.suffix(5).elementsEqual("a.png".utf8) }.map(\.token.kind.rawValue)
  }

  @Test(
    "a string that a script changes has a computed token",
    arguments: [
      // Joined, with and without parentheses.
      "go('A' + x)", "go(('A') + x)", "go((('A')) + x)", "go(( /* a */ 'A' /* b */ ) // c\n + x)",
      "go((y, 'A') + x)", "go((y ? 'A' : z) + x)", "go((y ? z : 'A') + x)", "go((y || 'A') + x)",
      "go((y ?? 'A') + x)", "go((y && 'A') + x)", "go((u = 'A') + x)", "go((await 'A') + x)",
      "go(((y, ('A'))) + (x))", "go(('A') + '2')", "go(('/static/' + 'a.png?v=1') + x)",
      "import('A' + x)", "import(('A') + x)", "new URL(('A') + x, y)", "go(`${'A'}${x}`)",
      "go(`${'A'}2`)", "go(`${y ? 'A' : z}2`)", "go(`${`A`}2`)", "go(`A` + x)", "go((`A`) + x)",
      "go('A'.concat(x))", "go(('A').concat(x))", "go(`A${x}`)", "go(`A`.concat(x))",
      "go(`${`${'A'}`}` + x)", "return ('A') + x", "x = ('A')\n + y",
      "go((y ? z ? 'A' : 1 : 2) + x)",
      // Methods, members and indices.
      "go('A'.replace('1', x))", "go('A'.replaceAll('1', x))", "go('A' . slice(2))",
      "go('A'\n.substring(2))", "go('A'?.substr(2))", "go('A'.split('?')[0])", "go('A'[3])",
      "go('A'?.[3])", "go('A'['replace']('1', x))", "go(('A').replace('1', x))", "go('A'.at(1))",
      "go('A'.padEnd(20, x))", "go('A'.repeat(2))", "go('A'.trim().replace('1', x))",
      "go(('A', 'A').toUpperCase())", "go(`A`.replace('1', x))",
      "go('A' /* a */ . /* b */ replace('1', x))", "go((y ? 'A' : z).replace('1', x))",
      "go('/static/a' + '.png?v=1'.replace('1', x))",
      "go(('/static/a' + '.png?v=1').replace('1', x))",
      "go('<img src=\"A\">'.replace('1', x))", "go(('<img src=\"A\">').replace('1', x))",
      "go(`<img src=\"A\">`.replace('1', x))", "go('<img src=A' + x + '>')",
      "go(('<img src=A') + x + '>')",
      // Lists and objects.
      "go(['A', x].join('&'))", "go(['A', x].filter(Boolean).join(''))", "go(['A'] + x)",
      "go(['A', y][i] + x)", "go(['A'].toString())", "go({a: 'A'}.a + x)", "go({a: 'A'}[y] + x)",
      "go(({a: 'A', b: y})[z].replace('1', x))", "go([...'A'])", "go(...'A')",
      "for (c of 'A') go(c)",
      "go(['A'].includes(x))", "go(`${['A']}${x}`)",
      // Comparisons and names.
      "if (('A') == x) y()", "if (x === ('A')) y()", "if ('/static/a' + '.png?v=1' == x) y()",
      "x = y['A']", "x = {['A']: y}", "if ('A' in x) y()", "x = {'A'() {}}",
      // Tags of template literals.
      // What functions make of texts.
      "go(String('A').slice(2))", "go(String('A') + x)", "go(new String('A')[2])",
      "go(encodeURI('A') + x)", "go(f('A').replace('1', x))", "go(new URL('A', x).href.slice(2))",
      "go(new URL('A', x).pathname)", "go(new URL('A', x).searchParams.get('v'))", "go(btoa('A'))",
      "go(path.join('A', x))", "go(''.concat('A', x))", "go(``.concat('A').concat(x))",
      "go(new Set(['A']).has(x))", "go(''.concat(x, 'A').slice(1))",
      "go(sign`A`)", "go(x.sign`A`)", "go(sign(x)`A`)", "go(sign`<img src='A'>`)",
    ])
  func computed(_ script: String) {
    #expect(Self.kinds(of: script).allSatisfy { $0 == "expr" }, "\(script)")
  }

  @Test(
    "a string that is asked for as it stands has a literal one",
    arguments: [
      "go(String('A'))", "go(icon('A') + x)", "go(fetch('A').then(x))", "go(new URL('A', x).href)",
      "go((await fetch('A')).text())", "go(''.concat(x, 'A'))", "go(x.concat('A', y))",
      "go(['A', x].join(' '))", "go(['A', x].join('\\n'))", "go(f('A')[0])", "go(f('A')[x])",
      "go(new Set(['A']))", "go(new Worker('A').y)",
      "go('A')", "go(('A'))", "go((y, 'A'))", "go(y ? 'A' : z)", "go(y || 'A')", "go(x + 'A')",
      "go('/static/' + 'a.png?v=1')", "go(('/static/' + 'a.png?v=1'))", "go(f(x).y, 'A')",
      "go('A&x=' + y)", "go(('A&x=') + y)", "go(('A') + '&x=' + y)", "go('A', x + y)",
      "u = 'A'\nx + y", "u = 'A'\n;[x].map(y)", "u = 'A'\ngo(x).replace(y)",
      "['A', 'A'].forEach(go)", "['A'].map(x => go(x))", "(function () { go('A') }).call(x)",
      "(() => { go('A') })() + x", "go((f('A'), x) + y)", "f('A').then(x)", "f('A') + x",
      "f('A')[0]",
      "new F('A').run()", "import('A').then(x => x.y + z)", "`${'A'}`", "`<img src=\"${'A'}\">`",
      "`<img src=\"${y ? 'A' : z}\"> ${x}`", "`${'A'}&x=${y}`", "`${x}A`", "go('A'.trim())",
      "go(`A`.trim())", "go('A x'.split(' '))", "'A\\n'.split('\\n').forEach(go)",
      "h = '<img src=\"A\">' + x", "h = ('<img src=\"A\">') + x", "h = `<img src=\"A\">${x}`",
      "h = html`<img src=\"A\">`", "h = lit.html`<img src=\"A\">`", "c = css`a{b:url(A)}`",
      "c = styled.p`a{b:url(A)}`", "c = styled(P)`a{b:url(A)}`", "x = {a: 'A'}", "x = {a: 'A'}.a",
      "x = [{a: 'A'}, y].z", "if (x) u = 'A'; else u = y + z", "case_: go('A')",
      "x = y == z ? 'A' : w",
      "(u = 'A') && x", "const {a = 'A'} = x", "([a = 'A']) => a + x", "(a = 'A') => a + x",
      "x = <img src=\"A\" />", "x = <img src={'A'} alt={y + z} />", "x = <a href=\"A\">{y}</a>",
      "u = 'A' as string", "u = 'A' as const\nx + y", "u = 'A'!", "u = <string>'A'", "f<T>('A')",
      "export default 'A'", "return 'A'\n}", "throw 'A'", "yield 'A'", "for (x of ['A', y]) go(x)",
      "switch (x) { case 1: go('A') }", "x = () => 'A'",
    ])
  func literal(_ script: String) {
    let kinds = Self.kinds(of: script)
    #expect(!kinds.isEmpty && kinds.allSatisfy { $0 == "literal" }, "\(script) \(kinds)")
  }
}
