import References
import Testing
import Values

/// What Django's settings tell of static files, in the forms that they are written in.
struct DjangoSettingsTests {
  private func learn(_ settings: String) -> LearnedProject {
    let head = """
      import os
      from os.path import join, normpath
      BASE_DIR = Path(__file__).resolve().parent.parent
      INSTALLED_APPS = ["django.contrib.staticfiles", "shop"]

      """
    let files: [BytePath: String] = [
      "proj/settings/base.py": head.replacing("parent.parent", with: "parent.parent.parent")
        + settings,
      "shop/apps.py": "", "shop/static/shop/a.js": "", "common/static/c.js": "", "assets/d.css": "",
    ]
    return ProjectLearner.learn(paths: files.keys.sorted()) { files[$0].map { Array($0.utf8) } }
  }

  @Test(arguments: [
    ("STATIC_URL = env.str('STATIC_URL', default='/x/')", "/x/"),
    ("STATIC_URL = os.getenv('STATIC_URL') or '/x/'", "/x/"),
    ("STATIC_URL: str = config('STATIC_URL', default='/x/', cast=str)", "/x/"),
    ("STATIC_URL = os.environ.get('CDN', 'https://cdn.x/') + 'static/'", "https://cdn.x/static/"),
    ("CDN = 'https://cdn.x'\nSTATIC_URL = f'{CDN}/static/'", "https://cdn.x/static/"),
    ("HOST = os.environ['HOST']\nSTATIC_URL = HOST + '/s/'", "/s/"),
    ("STATIC_URL = urljoin('https://cdn.x/b/', 's/')", "https://cdn.x/b/s/"),
    ("STATIC_URL = urljoin('https://cdn.x/b/', '/s/')", "https://cdn.x/s/"),
    ("STATIC_URL = urljoin('/b/', 's/')", "/b/s/"),
    ("try:\n    STATIC_URL = os.environ['X']\nexcept KeyError:\n    STATIC_URL = '/z/'", "/z/"),
    ("class Base(Configuration):\n    STATIC_URL = '/c/'", "/c/"),
    // What is not known is not half read.
    ("STATIC_URL = '/{}/'.format(VERSION)", "/static/"),
    ("STATIC_URL = env('STATIC_URL')", "/static/"),
  ])
  func prefix(_ settings: String, _ url: String) {
    #expect(learn(settings).roots.first?.urls == [url])
  }

  @Test(arguments: [
    ("STATICFILES_DIRS = [p for p in [BASE_DIR / 'assets'] if p.exists()]", "assets shop/static"),
    (
      "STATICFILES_DIRS = [join(BASE_DIR, d) for d in ('assets', 'common/static')]",
      "assets common/static shop/static"
    ),
    ("STATICFILES_DIRS = list(map(str, [BASE_DIR / 'assets']))", "assets shop/static"),
    (
      "def root(*x):\n    return join(BASE_DIR, *x)\nSTATICFILES_DIRS = [root('common', 'static')]",
      "common/static shop/static"
    ),
    (
      "def root(x):\n    return normpath(join(BASE_DIR, x))\nSTATICFILES_DIRS = (root('assets'),)",
      "assets shop/static"
    ),
    (
      "class Base(Configuration):\n    STATICFILES_DIRS = [BASE_DIR / 'assets']",
      "assets shop/static"
    ),
    (
      "ROOT_DIR = environ.Path(__file__) - 3\nSTATICFILES_DIRS = [str(ROOT_DIR.path('assets'))]",
      "assets shop/static"
    ),
    (
      "ROOT_DIR = (environ.Path(__file__) - 3).path('common')\nSTATICFILES_DIRS = [ROOT_DIR('static')]",
      "common/static shop/static"
    ),
  ])
  func folders(_ settings: String, _ folders: String) {
    let project = learn(settings)
    #expect(project.roots.first?.folders.map(VisibleText.of).joined(separator: " ") == folders)
    #expect(project.unknownFolders == nil)
  }

  /// A package may be named `apps`; what is named in a class is told by its capital.
  @Test(arguments: [
    ("shop.apps.cart", "shop/apps/cart/static"), ("shop.apps.ShopConfig", "shop/static"),
    ("shop.apps.cart.apps.CartConfig", "shop/apps/cart/static"), ("shop.ShopConfig", "shop/static"),
    ("cart", "shop/apps/cart/static"), ("other.cart", ""),
  ])
  func packageOfApplications(_ name: String, _ folders: String) {
    let files: [BytePath: String] = [
      "settings.py": "INSTALLED_APPS = ['django.contrib.staticfiles', '\(name)']\n",
      "shop/apps/cart/static/a.js": "", "shop/static/b.js": "",
    ]
    let project = ProjectLearner.learn(paths: files.keys.sorted()) {
      files[$0].map { Array($0.utf8) }
    }
    let root = project.roots.first { $0.evidence.what != "static" }
    #expect((root?.folders ?? []).map(VisibleText.of).joined(separator: " ") == folders)
  }

  @Test(arguments: [
    ("STATICFILES_DIRS = [env('X')]", "STATICFILES_DIRS with env('X')"),
    ("STATICFILES_DIRS = find()", "STATICFILES_DIRS with find()"),
    ("STATICFILES_DIRS = [BASE_DIR / 'dist']", "STATICFILES_DIRS with BASE_DIR / 'dist'"),
  ])
  func foldersThatAreNotKnown(_ settings: String, _ what: String) {
    let found = learn(settings).unknownFolders
    #expect(found?.words == "proj/settings/base.py:5: \(what)")
  }
}
