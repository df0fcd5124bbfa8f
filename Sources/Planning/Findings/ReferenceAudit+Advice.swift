import References
import Site
import Values

/// What to do about a verdict, in words.
extension ReferenceAudit {
  /// Adds what to do next.
  func addAdvice(on verdict: Verdict, to text: inout [UInt8]) {
    let index = Int(verdict.reference)
    let facts = facts(of: index)
    let root = facts.flatMap(root)
    let entry = { facts.flatMap(self.entry) }
    switch verdict.problem {
    case .staleToken, .twoTokens, .unrecordedToken: text.add(entry()?.bumpCommand ?? "")
    case .otherToken:
      if root?.isLiteral ?? false {
        text.add(mendCommand(entry()))
      } else if let facts {
        addLoaderAdvice(index, facts, to: &text)
      }
    case .withoutToken:
      if root?.isLiteral ?? false {
        text.add(entry()?.addCommand ?? "")
      } else if let facts {
        addLoaderAdvice(index, facts, to: &text)
      }
    case .noToken: text.add(entry()?.addCommand ?? "")
    case .doubleToken:
      text.add(all.rows[index].has(.isDoubled) ? "take one of them out" : "take this one out")
    case .changingToken: addChangingAdvice(index, to: &text)
    case .maybeMissing: text.add("nothing where that brings it, else correct the name")
    case .missing: text.add("correct the name, or bring the file back")
    case .wrongCase:
      text.add("write it in the letters of the file, ")
      if let facts { all.names.withPath(facts.asset) { text.add(visible: $0) } }
    case .moduleTwice:
      text.add("name it by one URL everywhere")
      if !(root?.isLiteral ?? false) {
        text.add(": an import map can give it the one with the token")
      }
    case .wrongIntegrity:
      // A bump writes it beside the token that it writes.
      if root?.isLiteral ?? false, all.hasWrittenToken(all.rows[index]) {
        text.add(mendCommand(entry()))
      } else {
        text.add("write integrity=\"\(integrities[index] ?? "")\"")
      }
    case .hardCodedURL:
      guard let facts else { return }
      if isWithoutAddedToken(index) {
        addLoaderAdvice(index, facts, to: &text)
      } else {
        text.add("write ")
        addCall(of: facts, to: &text)
      }
    }
  }

  /// The command that corrects a token of an asset, where it stands.
  private func mendCommand(_ entry: Entry?) -> String {
    entry.map { $0.status == .fresh ? $0.mendCommand : $0.bumpCommand } ?? ""
  }

  /// How a place whose token changes each time comes to one that follows its file.
  private func addChangingAdvice(_ index: Int, to text: inout [UInt8]) {
    guard let facts = facts(of: index) else {
      text.add("give it a token that changes with the file")
      return
    }
    guard let root = root(of: facts), root.isLiteral else {
      addLoaderAdvice(index, facts, to: &text)
      return
    }
    text.add("write \(root.parameter)=1 as its token, then \(entry(of: facts)?.bumpCommand ?? "")")
  }

  /// How a place comes to the token that the application adds.
  private func addLoaderAdvice(_ index: Int, _ facts: AssetFacts, to text: inout [UInt8]) {
    guard root(of: facts) != nil, isInTemplate(all.rows[index]) else {
      text.add("name it only where the application adds the token, in a template")
      return
    }
    text.add("write ")
    addCall(of: facts, to: &text)
  }

  private func addCall(of facts: AssetFacts, to text: inout [UInt8]) {
    if let call = root(of: facts)?.ownHelper?.call(of: all.names[facts.asset].path) {
      text.add(VisibleText.of(call))
      return
    }
    if root(of: facts)?.hasTag ?? false {
      text.add("{% static '")
      all.names.withPath(facts.asset) { text.add(visible: $0) }
      text.add("' %}")
      return
    }
    all.names.withPath(facts.asset) { path in
      let root = all.names.root(at: facts.asset)
      if FlaskExpression.isPlain(path), root.utf8.allSatisfy({ $0.isNameByte && $0 < 0x80 }) {
        text.add("{{ url_for('")
        text.add(root)
        text.add("', filename='")
        text.append(contentsOf: path)
        text.add("') }}")
      } else {
        text.add(VisibleText.of(FlaskExpression.urlFor(all.names[facts.asset])))
      }
    }
  }
}
