import Values

/// A page put together out of its template, what that extends and what it includes, as far as the
/// names are written out; no expression is worked out, no condition decided.
///
/// As Jinja does (Jinja 3.1, "Template Inheritance") and Django alike: of a template that extends
/// another only the blocks count, the blocks of the one nearest to the page win, and `super()` is
/// the block of the next. What cannot be followed (a name that is computed or not found, templates
/// that extend each other) stays in the page as its tag.
public struct PageComposition {
  /// Finds a template by the name that stands in another: its file and its text, or nil.
  public typealias Load = (_ name: [UInt8], _ from: BytePath) -> (BytePath, [UInt8])?

  private let load: Load
  private var output: [UInt8] = []
  private var partCount = 0
  private var nesting = 0

  /// The bytes of a page.
  ///
  /// - Parameters:
  ///   - contents: the template's text.
  ///   - file: where it lies, as `load` needs it.
  public static func page(_ contents: [UInt8], of file: BytePath, load: @escaping Load) -> [UInt8] {
    var composition = PageComposition(load: load)
    composition.add(contents, of: file, depth: 0)
    return composition.output
  }

  /// Templates may include themselves; real ones are not nested deeper than this.
  private static let deepest = 20
  /// The greatest size of a page, in bytes: includes that include each other twice double it.
  private static let largest = 16 << 20
  // Limits of templates that lead in circles; real ones stay far below.
  private static let mostParts = 100_000
  private static let deepestBlock = 100

  private init(load: @escaping Load) {
    self.load = load
  }

  private mutating func add(_ contents: [UInt8], of file: BytePath, depth: Int) {
    let chain = chain(from: contents, of: file)
    guard let base = chain.last else { return }
    let page = Page(chain: chain, depth: depth)
    add(base.text.parts, of: page, level: chain.count - 1, block: nil)
  }

  fileprivate struct Page {
    /// The template of the page, the one that it extends, and so on.
    let chain: [(file: BytePath, text: TemplateOutline)]
    let depth: Int
  }

  private func chain(
    from contents: [UInt8], of file: BytePath
  ) -> [(file: BytePath, text: TemplateOutline)] {
    var chain = [(file: file, text: TemplateOutline(contents))]
    while let last = chain.last, let name = last.text.parent,
      let (file, contents) = load(name, last.file),
      !chain.contains(where: { $0.file == file })
    {
      chain.append((file, TemplateOutline(contents)))
    }
    return chain
  }

  /// Adds parts that stand in the template of a level of the chain.
  private mutating func add(
    _ parts: [TemplateOutline.Part], of page: Page, level: Int, block: [UInt8]?
  ) {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting < PageComposition.deepestBlock else { return }
    for part in parts {
      partCount += 1
      guard partCount < PageComposition.mostParts, output.count < PageComposition.largest else {
        return
      }
      switch part {
      case .text(let text): output += text
      case .block(let name, let parts): add(block: name, orElse: parts, of: page, at: level)
      case .parentBlock(let source):
        guard let block, let parent = page.nextLevel(with: block, above: level),
          let parts = page.chain[parent].text.blocks[block]
        else {
          output += source
          continue
        }
        add(parts, of: page, level: parent, block: block)
      case .include(let names, let isOptional, let source):
        if let (file, contents) = first(of: names, from: page.chain[level].file),
          page.depth < PageComposition.deepest
        {
          add(contents, of: file, depth: page.depth + 1)
        } else if !isOptional {
          output += source
        }
      }
    }
  }

  private func first(of names: [[UInt8]], from file: BytePath) -> (BytePath, [UInt8])? {
    names.lazy.compactMap { load($0, file) }.first
  }

  /// Adds a block: as the template nearest to the page has it.
  private mutating func add(
    block name: [UInt8], orElse parts: [TemplateOutline.Part], of page: Page, at level: Int
  ) {
    guard let nearest = page.nextLevel(with: name, above: -1), nearest < level,
      let nearer = page.chain[nearest].text.blocks[name]
    else { return add(parts, of: page, level: level, block: name) }
    add(nearer, of: page, level: nearest, block: name)
  }
}

extension PageComposition.Page {
  /// The next template up the chain that has a block of a name.
  fileprivate func nextLevel(with block: [UInt8], above level: Int) -> Int? {
    chain.indices.dropFirst(level + 1).first { chain[$0].text.blocks[block] != nil }
  }
}
