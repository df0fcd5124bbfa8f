import Testing
import Values

/// What is found in scripts, source code and JSON.
struct CodeReferenceTests {
  typealias Case = TemplateReferenceTests.Case

  @Test(arguments: [
    Case(
      "import a from './a.js'; import '/b.mjs'; import c from 'vue';",
      "1:16 js-import ./a.js", "1:33 js-import /b.mjs"),
    Case(
      "export * from \"../a.js\"; const m = import('./b.js');",
      "1:16 js-import ../a.js", "1:44 js-import ./b.js"),
    Case(
      "x.src = '/static/a.js?v=' + Date.now();",
      "1:10 js-str changing(v=Date.now()) /static/a.js </static/a.js?v=' + Date.now()>"),
    Case("x = `${base}/static/f${n}.svg`;", "1:13 js-str maybe /static/f${n}.svg"),
    Case(
      "const t = new Date().getTime(); y = `/static/a.js?v=${t}`;",
      "1:38 js-str changing(v=${t}) /static/a.js </static/a.js?v=${t}>"),
    Case(
      "fetch('/static/i18n/' + l + '.json?v=' + VERSION)",
      "1:8 js-str expr(v=VERSION) /static/i18n/' + l + '.json </static/i18n/' + l + '.json?v=' + VERSION>"
    ),
    Case(
      "var l = [\n 'display/x.js?ver=20210113',\n 'b.js',\n];",
      "2:3 js-str maybe literal(ver=20210113) display/x.js <display/x.js?ver=20210113>",
      "3:3 js-str maybe b.js"),
    Case("new URL('./w.js', import.meta.url)", "1:10 js-import ./w.js"),
    Case("e.innerHTML = '<img src=\"/static/a.png\">';", "1:26 js-html /static/a.png"),
    Case("e.innerHTML = \"<img src=\\\"/static/a.png\\\">\";", "1:27 js-html /static/a.png"),
    Case("e.style.b = 'url(/static/a.png)';", "1:18 js-str /static/a.png"),
    Case(
      "// '/static/a.js'\n/* '/static/b.js' */ x = /'\\/static\\/c.js'/g; d = 4 / 2; '/static/d.js'",
      "2:59 js-str maybe /static/d.js"),
    Case("if (u.startsWith('/static/a.js') || u === '/static/b.js') {}"),
    Case("switch (u) { case '/static/a.js': } x = {'/static/b.js': 1}; '/static/c/'"),
    Case(
      "a = `x ${ b ? `/static/${c}.js` : '/static/d.js' } y`;",
      "1:16 js-str maybe /static/${c}.js", "1:36 js-str maybe /static/d.js"),
    Case("a = '/static/a.js\nb = '/static/b.js'", "2:6 js-str maybe /static/b.js"),
  ])
  func script(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "static/a.js") == sample.found)
  }

  @Test(arguments: [
    Case(
      "u = url_for('static', filename='a.css', v=\"7\")",
      "1:33 call-py literal(v=7) a.css <url_for('static', filename='a.css', v=\"7\")>"),
    Case(
      "u = flask.url_for(\"admin.static\", filename=f'{x}.css')",
      "1:44 call-py f'{x}.css' <flask.url_for(\"admin.static\", filename=f'{x}.css')>"),
    Case("u = static('img/a.png')", "1:13 call-py img/a.png <static('img/a.png')>"),
    Case("urlpatterns += static(settings.MEDIA_URL, document_root=x)"),
    Case(
      "\"\"\"Serves /static/a.css.\"\"\"\nx = '/static/b.css'", "2:6 py-str maybe /static/b.css"),
    Case(
      "# '/static/a.css'\ny = f\"{root}/static/{g}/x.css\"",
      "2:13 py-str maybe /static/{g}/x.css"),
    Case("y = '/static/%s.js' % n", "1:6 py-str maybe /static/%s.js"),
    Case(
      "h = '<img src=\"/static/a.png?v=3\">'",
      "1:16 py-html maybe literal(v=3) /static/a.png </static/a.png?v=3>"),
    Case("if p.startswith('/static/a.css') or p == '/static/b.css' or '/static/c.css' in p: pass"),
    Case("@app.route('/static/a.js')\ndef f(): log.info('/static/b.js')"),
    Case(
      "x = ('/static/a.js?v='\n  + V)",
      "1:7 py-str expr(v=V) /static/a.js </static/a.js?v='\n  + V>"),
  ])
  func source(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "app.py") == sample.found)
  }

  @Test(arguments: [
    Case(
      "{\"icons\": [{\"src\": \"i\\/a.png?v=1\", \"sizes\": \"1x1\"}], \"start_url\": \"/\"}",
      "1:21 json literal(v=1) i\\/a.png <i\\/a.png?v=1>"),
    Case("{\"a\": \"/static/x.js\", \"b\": \"x.js\"}", "1:8 json /static/x.js"),
    Case(
      "{\"screenshots\": [{\"src\": \"\\u0061.png\"}]}", "1:27 json \\u0061.png"),
    Case(
      "{\"shortcuts\": [{\"url\": \"/\", \"icons\": [{\"src\": \"s.png\"}]}]}",
      "1:48 json s.png"),
    Case(
      "{\"icons_localized\": {\"de\": [{\"src\": \"d.png\"}]}}", "1:38 json d.png"),
    // Not those of a bundler's manifest, nor what stands behind the images.
    Case("{\"src/main.ts\": {\"file\": \"main.js\", \"src\": \"src/main.ts\"}}"),
    Case("{\"icons\": [], \"x\": {\"src\": \"a.png\"}, \"src\": \"b.png\"}"),
    Case("{\"icons\": [{\"src\": \"a.png"),
  ])
  func manifest(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "site.webmanifest") == sample.found)
  }

  /// Form assets of Django, which its storage makes URLs of.
  @Test(arguments: [
    Case(
      """
      from django import forms
      class W(forms.TextInput):
          name = "x.css"
          class Media:
              # A comment with "no.css".
              css = {"all": ["a.css"], "print": ("p/b.css",)}
              js = [
                  "c.js", "/d.js", "https://cdn.example.com/e.js", static("f.js"),
              ]
              other = ["g.js"]
          js = ["h.js"]
      """,
      "3:13 py-str maybe x.css", "6:25 call a.css", "6:45 call p/b.css", "8:14 call c.js",
      "8:22 py-str maybe /d.js", "8:70 call-py f.js <static(\"f.js\")>",
      "10:19 py-str maybe g.js", "11:12 py-str maybe h.js"),
    Case(
      "import django\nm = forms.Media(css={'all': ['a.css']}, js=('b.js',)); n = ['c.js']",
      "2:31 call a.css", "2:46 call b.js", "2:62 py-str maybe c.js"),
    Case("import other\nclass Media:\n    js = ['a.js']\n", "3:12 py-str maybe a.js"),
    Case(
      "from django import x\nclass Media(Base): js = ['a.js']\nclass MediaX:\n  js = ['b.js']",
      "2:27 call a.js", "4:10 py-str maybe b.js"),
  ])
  func media(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "shop/forms.py") == sample.found)
  }

  @Test(arguments: [
    Case(
      """
      from flask_assets import Bundle, Environment
      css = Bundle(
          'a.css',  # not 'no.css'
          "p/b.less", Bundle('c.css', filters=["d.css"]), *['e.css'],
          output='gen/f.css', depends=('g.css', 'h.css'),
      )
      i = other('i.css')
      """,
      "3:6 call maybe auto a.css", "4:6 call maybe auto p/b.less", "4:25 call maybe auto c.css",
      "4:43 py-str maybe d.css", "4:56 call maybe auto e.css", "5:13 py-str maybe gen/f.css",
      "5:35 py-str maybe g.css", "5:44 py-str maybe h.css", "7:12 py-str maybe i.css"),
    Case(
      "import webassets as w\nw.Bundle('a.js', 'b/*.js', 'all'); MyBundle('c.js')",
      "2:11 call maybe auto a.js", "2:46 py-str maybe c.js"),
    Case("Bundle('a.js')", "1:9 py-str maybe a.js"),
    Case("import webassets\nBundle('a.js'", "2:9 py-str maybe a.js"),
  ])
  func bundles(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "shop/bundles.py") == sample.found)
  }
}
