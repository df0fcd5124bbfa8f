import TestSupport
import Testing
import Values

/// A page preview against the page that real Flask renders after the release.
@Suite("Page previews under Flask")
struct PageOracleTests {
  /// Every form of a call that a preview renders, and text that is none of its business.
  private static let template = """
    <!doctype html>
    <link rel="stylesheet" href="{{ url_for('static', filename='css/site.css') }}">
    <link href="{{url_for("static",filename="css/site.css",)}}"><b title="&amp;">é</b>
    <script src="{{- url_for( 'static' , filename = 'js/theme.js' ) -}}"></script>
    <img src="{{ url_for('static',
                         filename='img/weave.svg') }}" alt="url_for('static', filename='x')">
    <a href="{{ url_for('journal.static', filename='css/journal.css') }}#top">x</a>
    <a href="{{ url_for('static', filename='css/site.css', v='2') }}">a token of its own</a>
    <a href="{{ url_for('static', filename='css/site.css', q='a b&c') }}">another argument</a>
    <a href="{{ url_for('static', filename='css/site.css') }}?v=2">a second token</a>
    <!-- {{ url_for('static', filename='css/site.css') }} -->
    <!--[if IE]> <script src="{{ url_for('static', filename='js/theme.js') }}"></script> <![endif]-->
    <style>body { background: url({{ url_for('static', filename='img/weave.svg') }}) }</style>
    <script>const cart = "{{ url_for('static', filename='js/theme.js') }}"</script>
    <script src="/static/js/theme.js?v=1"></script>{{ url_for('static', filename='css/site.css') }}

    """

  @Test("each byte of the page is the one that the application prints once all is written")
  func equal() throws {
    let demo = try DemoCopy()
    try demo.folder.write(Self.template, to: "shop/templates/oracle.html")
    let page = try demo.run(["preview", "--page", "shop/templates/oracle.html", "--html"])
    #expect(page.errors == "" && page.status == 0)
    _ = try demo.run(["bump", "--all"])
    let script = VisibleText.of(Tool.repository.appending("Tests/Flask/render.py"))
    let rendered = try Command.run(
      try Tool.python(), [script, VisibleText.of(demo.folder.path), "oracle.html"])
    #expect(rendered.errors == "" && rendered.status == 0)
    // Jinja drops the last line feed.
    #expect(Array(rendered.output.utf8) == Array(page.output.utf8.dropLast()))
  }
}
