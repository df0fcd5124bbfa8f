import Values

/// Generators of sites, by the files that they are set up with: what they copy to the top of what they write,
/// as it lies, and where they write it.
///
/// By their documentation: Hugo (gohugo.io, directory structure), Zola (getzola.org, directory structure),
/// MkDocs (mkdocs.org, configuration), Jekyll (jekyllrb.com, configuration), mdBook (rust-lang.github.io/
/// mdBook, configuration), Pelican (docs.getpelican.com, settings), Eleventy (11ty.dev, configuration),
/// Docusaurus (docusaurus.io, static assets), SvelteKit (svelte.dev, project structure), Gatsby
/// (gatsbyjs.com, static folder), Astro (docs.astro.build, project structure), Next.js (nextjs.org, public
/// folder).
package struct SiteGenerators {
  /// What is copied, the nearest to the project's folder.
  package private(set) var copied: [ServingCalls.Found] = []
  /// The site that is written, of the generator that is set up nearest to the project's folder.
  package private(set) var site: Site?

  /// A site that a generator writes.
  package struct Site: Equatable {
    /// The file that the generator is set up with.
    package let mark: BytePath
    /// The generator's name.
    package let name: String
    /// The command that writes the site, run beside the file.
    package let command: String
    /// The folder that it is written into.
    package let folder: BytePath
  }

  /// A generator.
  private struct Generator {
    let name: String
    /// The files that it is set up with.
    var marks: [String] = []
    /// Names of such files without their endings, which are those of scripts.
    var scripts: [String] = []
    /// What lies beside the file, where others have files of its name too.
    var beside: [String] = []
    /// The folder that is copied.
    var copied: String?
    /// The command that writes the site, and the folder that it writes.
    var writes: (command: String, folder: String)?
  }

  private static let all = [
    Generator(
      name: "Hugo", marks: ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "theme.toml"],
      copied: "static", writes: ("hugo", "public")),
    Generator(
      name: "Hugo", marks: ["config.toml", "config.yaml", "config.yml"], beside: ["layouts"],
      copied: "static", writes: ("hugo", "public")),
    Generator(
      name: "Hugo", marks: ["config.toml", "config.yaml", "config.yml"],
      beside: ["content", "themes"], copied: "static", writes: ("hugo", "public")),
    Generator(
      name: "Zola", marks: ["config.toml", "zola.toml"], beside: ["content", "templates"],
      copied: "static", writes: ("zola build", "public")),
    Generator(
      name: "MkDocs", marks: ["mkdocs.yml", "mkdocs.yaml"], writes: ("mkdocs build", "site")),
    Generator(
      name: "Jekyll", marks: ["_config.yml", "_config.toml"], writes: ("jekyll build", "_site")),
    Generator(name: "mdBook", marks: ["book.toml"], writes: ("mdbook build", "book")),
    Generator(name: "Pelican", marks: ["pelicanconf.py"], writes: ("pelican", "output")),
    Generator(
      name: "Eleventy", marks: [".eleventy.js"], scripts: ["eleventy.config"],
      writes: ("npx @11ty/eleventy", "_site")),
    Generator(
      name: "Docusaurus", scripts: ["docusaurus.config"], copied: "static",
      writes: ("npx docusaurus build", "build")),
    Generator(name: "SvelteKit", scripts: ["svelte.config"], copied: "static"),
    Generator(
      name: "Gatsby", scripts: ["gatsby-config"], copied: "static",
      writes: ("npx gatsby build", "public")),
    Generator(
      name: "Astro", scripts: ["astro.config"], copied: "public",
      writes: ("npx astro build", "dist")),
    Generator(name: "Next.js", scripts: ["next.config"], copied: "public"),
  ]

  /// Looks for the files that generators are set up with.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder.
  ///   - hasFolder: whether a folder is there.
  package init(among paths: [BytePath], hasFolder: (BytePath) -> Bool) {
    var depth = Int.max
    for path in paths where !ProjectLearner.accessory.matches(path) {
      let own = path.bytes.count { $0 == BytePath.slash }
      guard own <= min(depth, 2), let generator = Self.generator(of: path, hasFolder) else {
        continue
      }
      if own < depth { (copied, site) = ([], nil) }
      depth = own
      if site == nil, let writes = generator.writes {
        site = Site(
          mark: path, name: generator.name, command: writes.command,
          folder: Self.place(writes.folder, beside: path))
      }
      guard let name = generator.copied else { continue }
      let folder = Self.place(name, beside: path)
      guard hasFolder(folder), !copied.contains(where: { $0.folder == folder }) else { continue }
      copied.append(
        ServingCalls.Found(
          folder: folder, url: "/",
          evidence: LearnedProject.Evidence(
            file: path, line: 1,
            what: "\(generator.name) copies \(name)/ to the top of the site"),
          variable: nil, isCopied: true))
    }
  }

  private static func place(_ folder: String, beside path: BytePath) -> BytePath {
    path.folder == "." ? BytePath(folder) : path.folder.appending(BytePath(folder))
  }

  private static func generator(
    of path: BytePath, _ hasFolder: (BytePath) -> Bool
  ) -> Generator? {
    let name = String(decoding: path.name, as: UTF8.self)
    let stem = [".js", ".mjs", ".cjs", ".ts", ".mts"].first(where: name.hasSuffix)
      .map { String(name.dropLast($0.count)) }
    return all.first { generator in
      (generator.marks.contains(name) || stem.map(generator.scripts.contains) ?? false)
        && generator.beside.allSatisfy { hasFolder(place($0, beside: path)) }
    }
  }
}
