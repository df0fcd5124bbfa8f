/// A template cut into what joins it with others: blocks, includes, and the text between.
///
/// The tags that Jinja and Django share are read; comments and `{% raw %}` (Django: `{% verbatim %}`)
/// are text. A tag that is not closed, or a block without an end, is text too.
struct TemplateOutline {
  /// A part of a template.
  indirect enum Part {
    /// Text, and every tag that joins nothing.
    case text(ArraySlice<UInt8>)
    /// `{% block NAME %}`, and what stands in it.
    case block(name: [UInt8], parts: [Part])
    /// `{% include "NAME" %}`; of several names the first that is there counts.
    case include(names: [[UInt8]], isOptional: Bool, source: ArraySlice<UInt8>)
    /// `{{ super() }}`, or Django's `{{ block.super }}`.
    case parentBlock(source: ArraySlice<UInt8>)
  }

  /// The parts, in their order.
  let parts: [Part]
  /// The name of the template that this one extends, where it is written out.
  let parent: [UInt8]?
  /// The blocks, those inside of blocks too; of two of the same name the last.
  let blocks: [[UInt8]: [Part]]

  init(_ contents: [UInt8]) {
    var builder = Builder(contents)
    builder.read()
    parts = builder.finished()
    parent = builder.parent
    blocks = builder.blocks
  }
}

extension TemplateOutline {
  private struct Builder {
    private let tags: [JoiningTag]
    private let contents: [UInt8]
    /// The blocks that are open, outermost first; the first is the template itself.
    private var open: [(name: [UInt8], start: Int, parts: [Part])] = [([], 0, [])]
    private var textStart = 0
    var parent: [UInt8]?
    var blocks: [[UInt8]: [Part]] = [:]

    init(_ contents: [UInt8]) {
      self.contents = contents
      tags = JoiningTag.all(in: contents)
    }

    mutating func read() {
      for tag in tags { read(tag) }
    }

    private mutating func read(_ tag: JoiningTag) {
      switch tag.name {
      case "block":
        guard let name = tag.words.first else { return }
        addText(upTo: tag.range.lowerBound)
        open.append((name, tag.range.lowerBound, []))
        textStart = tag.range.upperBound
      case "endblock":
        guard open.count > 1 else { return }
        addText(upTo: tag.range.lowerBound)
        let block = open.removeLast()
        blocks[block.name] = block.parts
        add(.block(name: block.name, parts: block.parts))
        textStart = tag.range.upperBound
      case "include":
        guard !tag.strings.isEmpty, tag.isWrittenOut else { return }
        addText(upTo: tag.range.lowerBound)
        let isOptional = tag.words.contains(Array("missing".utf8))
        add(
          .include(names: tag.strings, isOptional: isOptional, source: contents[tag.range]))
        textStart = tag.range.upperBound
      case "extends":
        // The tag itself stays text: it is seen where the parent cannot be found.
        if parent == nil, tag.isWrittenOut { parent = tag.strings.first }
      case "super":
        addText(upTo: tag.range.lowerBound)
        add(.parentBlock(source: contents[tag.range]))
        textStart = tag.range.upperBound
      default: break
      }
    }

    private mutating func add(_ part: Part) {
      open[open.count - 1].parts.append(part)
    }

    private mutating func addText(upTo end: Int) {
      if textStart < end { add(.text(contents[textStart..<end])) }
      textStart = end
    }

    /// The parts; a block without an end is taken as if it ended with the template.
    mutating func finished() -> [Part] {
      addText(upTo: contents.count)
      while open.count > 1 {
        let block = open.removeLast()
        blocks[block.name] = block.parts
        add(.block(name: block.name, parts: block.parts))
      }
      return open[0].parts
    }
  }
}
