import TestSupport
import Values

/// A made-up document whose tokens are known by how it was made.
struct GeneratedDocument {
  let file: BytePath
  /// What it is put together of.
  private(set) var pieces: [Piece] = []

  enum Piece {
    case text(String)
    /// The token of a live reference to an asset.
    case token(asset: Int, old: String)
  }

  /// The assets that documents name, below the root.
  static let assets = ["css/a.css", "js/b.js", "img/c d.png", "fonts/e.woff2", "img/f.svg"]

  /// How assets are written: a space of a URL is encoded, one of a file's name is not.
  private static func url(_ asset: Int) -> String { assets[asset].replacing(" ", with: "%20") }

  private static let oldTokens = [
    "1", "5312", "2.29.4", "20260822-weather-key-button", "20201016-a", "724-regression-3",
  ]

  /// The document as it was made.
  var before: [UInt8] { bytes { _, old in old } }

  /// The document once each asset has a new token.
  func after(_ tokens: [String]) -> [UInt8] { bytes { asset, _ in tokens[asset] } }

  private func bytes(_ token: (Int, String) -> String) -> [UInt8] {
    pieces.flatMap { piece in
      switch piece {
      case .text(let text): Array(text.utf8)
      case .token(let asset, let old): Array(token(asset, old).utf8)
      }
    }
  }

  /// The number of tokens.
  var tokenCount: Int {
    pieces.count { if case .token = $0 { true } else { false } }
  }

  /// Makes the document of a number.
  init(_ number: Int) {
    var random = SeededGenerator(seed: UInt64(number))
    let language = Language.allCases[Int.random(in: 0..<Language.allCases.count, using: &random)]
    file = BytePath(language.folder + "d\(number)." + language.rawValue)
    let newline = Bool.random(using: &random) ? "\n" : "\r\n"
    if Int.random(in: 0..<8, using: &random) == 0 { pieces.append(.text("\u{FEFF}")) }
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      if Int.random(in: 0..<3, using: &random) == 0 {
        pieces.append(.text(language.rest.randomElement(using: &random) ?? ""))
      } else {
        append(language.forms.randomElement(using: &random) ?? "", &random)
      }
      let space = Int.random(in: 0..<10, using: &random)
      pieces.append(
        .text(space == 0 ? String(repeating: " ", count: 1400) + newline : newline))
    }
    if Bool.random(using: &random), !pieces.isEmpty { pieces.removeLast() }
  }

  /// A form, and the asset that it names, chosen at random.
  private mutating func append(_ form: String, _ random: inout SeededGenerator) {
    let asset = Int.random(in: 0..<Self.assets.count, using: &random)
    for (number, part) in form.split(separator: "|", omittingEmptySubsequences: false).enumerated()
    {
      guard number % 2 == 1 else {
        pieces.append(.text(String(part)))
        continue
      }
      switch part {
      case "P": pieces.append(.text(Self.assets[asset]))
      case "U": pieces.append(.text(Self.url(asset)))
      case "E": pieces.append(.text(Self.url(asset).replacing("/", with: "\\/")))
      default:
        let old = Self.oldTokens.randomElement(using: &random) ?? ""
        pieces.append(.token(asset: asset, old: part == "N" ? "5312" : old))
      }
    }
  }

  enum Language: String, CaseIterable {
    case html, css, js, py

    var folder: String {
      switch self {
      case .html: "templates/"
      case .css, .js: "static/made/"
      case .py: "app/"
      }
    }

    /// Forms of references: `|P|` path, `|U|` URL, `|E|` URL with escaped slashes, `|T|` token, `|N|` a token
    /// that is a number.
    var forms: [String] {
      switch self {
      case .html:
        [
          "<link rel=\"stylesheet\" href=\"{{ url_for('static', filename='|P|') }}?v=|T|\">",
          "<script src=\"{{ url_for('static', filename='|P|', v='|T|') }}\"></script>",
          "<script src='{{ url_for(\"static\",\r\n  filename=\"|P|\", ver=\"|T|\") }}'></script>",
          "{{ url_for('static', filename='|P|', v=|N|) }}", "<img src=\"/static/|U|?v=|T|#x\">",
          "<img alt=\"Größe\" src = '/static/|U|?|T|'>",
          "<style>.a { background: url(/static/|U|?v=|T|) }</style>",
          "<p style=\"background:url('/static/|U|?ver=|T|')\">", "{% static '|P|' %}?v=|T|",
          "<!--[if lt IE 9]><script src=\"/static/|U|?t=|N|\"></script><![endif]-->",
          "<script>load('/static/|U|?v=|T|');</script>",
        ] + lists + ownParameters + characterReferences
      case .css:
        [
          ".a { background: url(../|U|?v=|T|) }",
          ".b { background: url( \"../|U|?|T|\" ) no-repeat }",
          "@import '/static/|U|?v=|T|';", ".c { --x: url('/static/|U|?ver=|T|#y'); }",
          ".g { background: image-set(url(../|U|?v=|T|) 1x, \"/static/|U|?v=|T|\" 2x) }",
          ".h { background: url(\"../|U|\\3f v=|T|\") }",
          ".i { background: url(../|U|\\?w=9&v=|T|) }",
          ".j { background: url('../|U|?theme=dark&v=|T|&w=200') }",
        ]
      case .js:
        [
          "load('/static/|U|?v=|T|');", "const x = `/static/|U|?v=|T|`;",
          "list = [\n  \"/static/|U|?ver=|T|\",\n];", "add(\"<img src='/static/|U|?v=|T|'>\");",
          "load(\"\\/static\\/|E|?v=|T|\");", "load('/static/|U|?w=1\\u0026v=|T|\\u0026h=2');",
          "load('/static/|U|\\x3fv\\x3d|T|');",
          "add('<img srcset=\"/static/|U|?v=|T| 1x, /static/|U|?|T| 2x\">');",
          "const y = 1 / 2, z = `${a ? `/static/|U|?v=|T|` : b}`;",
          "if (x) /'\"`/.test(y); load('/static/|U|?lang=en&v=|T|');",
        ]
      case .py:
        [
          "u = url_for('static', filename='|P|', v='|T|')", "x = \"/static/|U|?v=|T|\"",
          "y = url_for(\"static\", filename=\"|P|\", v=|N|)",
          "z = ['/static/|U|?v=|T|', \"/static/|U|?w=2&ver=|T|\"]",
          "u = url_for('static', filename='|P|', lang='en', v='|T|', id=7)",
          "h = '<img srcset=\"/static/|U|?v=|T| 1x, /static/|U|?v=|T| 2x\">'",
          "e = '/static/|U|\\x3fv=|T|'",
        ]
      }
    }

    private var lists: [String] {
      [
        "<img srcset=\"/static/|U|?v=|T| 1x, /static/|U|?v=|T| 2x\">",
        "<img data-lazy-srcset=\"/static/|U|?v=|T| 1x,\n /static/|U|?v=|T| 2x, /static/x/no.png 3x\">",
        "<link rel=preload as=image imagesrcset='/static/|U|?|T| 100w, /static/|U|?v=|T| 200w'>",
        "<div data-bgset=\"/static/|U|?ver=|T| 1x, /page?v=1 2x\"></div>",
        "<script>list = \"/static/|U|?v=|T|,/static/|U|?v=|T|\".split(',');</script>",
      ]
    }

    private var ownParameters: [String] {
      [
        "<script src=\"/static/|U|?lang=en&amp;v=|T|\"></script>",
        "<img src=\"/static/|U|?w=200&h=100&v=|T|#x\">", "<img src=/static/|U|?v=|T|&theme=dark>",
        "<img src='/static/|U|?v=|T|;filename=doc.pdf'>",
        "{{ url_for('static', filename='|P|', lang='en', v='|T|', w=200) }}",
        "<link href=\"{{ url_for('static', filename='|P|') }}?debug=1&v=|T|\">",
      ]
    }

    private var characterReferences: [String] {
      [
        "<a data-set=\"{&quot;src&quot;: &quot;/static/|U|?v=|T|&quot;, &quot;n&quot;: 1}\"></a>",
        "<a onclick=\"load(&#39;/static/|U|?v=|T|&#39;)\"></a>",
        "<img src=\"/static/|U|&#63;v&#61;|T|\">", "<img src=\"/static/|U|&quest;v&equals;|T|\">",
        "<img src=\"&#x2F;static&sol;|U|?w=1&#38;v=|T|\">",
        "<p style=\"background:url(&quot;/static/|U|?v=|T|&quot;)\">",
      ]
    }

    /// What holds no token of a live reference to an asset of the project.
    var rest: [String] {
      switch self {
      case .html:
        [
          "<script src=\"/static/js/b.js?lang=en\"></script>",
          "<img src=\"/static/img/f.svg?w=20&h=10\">",
          "<script src='/static/js/b.js?onload=start&amp;id=a1'></script>",
          "{{ url_for('static', filename='js/b.js', lang='en') }}",
          "<img src=\"/static/img/f.svg?v=__VERSION__\">",
          "<img src=\"/static/img/f.svg?v=@@V@@\">",
          "<img src=\"/static/img/f.svg?v=%V%\">", "<img src=\"/static/img/f.svg?v=${V}\">",
          "<img src=\"/static/img/f.svg?v={V}\">", "<img src=\"/static/img/f.svg?{{ v }}\">",
          "{{ url_for('static', filename='css/a.css') }}?v={{ version }}",
          "{{ url_for('static', filename='css/a.css') }}{% if v %}?v={{ v }}{% endif %}",
          "{{ url_for('static', filename='css/a.css', **extra) }}", "{{ '}}' }} {# {{ v }} ?v=1 #}",
          "<p>v=1 style.css?v=1</p>",
          "<link href=\"https://cdn.example.com/static/css/a.css?v=1\">",
          "<!-- <img src=\"/static/css/a.css?v=1\"> -->", "<img src=\"/static/img/f.svg\">",
          "<img src=\"data:image/png;base64,AAAA?v=1\">", "<a href=\"/page?v=1\">x</a>",
          "<img src=\"/static/img/f.svg?v={{ version }}\">", "<img src=\"/static/none.png?v=1\">",
        ]
      case .css:
        [
          "/* url(../css/a.css?v=1) */", ".d { background: url(data:image/png;base64,AA?v=1) }",
          ".e { background: url(../img/f.svg#iefix) }", ".f { content: \"a.css?v=1\" }",
          ".k { background: url(../img/f.svg?theme=dark) }",
          ".l { background: url(../img/f.svg?v=@@V@@) }",
        ]
      case .js:
        [
          "// load('/static/css/a.css?v=1')", "var a = /x?v=1/;", "f('/page?v=1');",
          "f('/static/js/b.js?lang=en&debug=1');", "f(`/static/js/b.js?v=${version}`);",
          "f('/static/js/b.js?v=__VERSION__');", "f('/static/js/b.js?v=' + version);",
          "/* load('/static/css/a.css?v=1') */", "let r = a++ / 2, s = '?v=1' / g;",
        ]
      case .py:
        [
          "# '/static/css/a.css?v=1'", "v = '1'", "redirect('/page?v=1')",
          "f('/static/js/b.js?lang=en')", "f('/static/js/b.js?v={}'.format(v))",
          "f(f'/static/js/b.js?v={v}')",
          "url_for('static', filename='js/b.js', lang='en', **extra)",
        ]
      }
    }
  }
}
