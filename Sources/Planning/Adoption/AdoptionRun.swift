import Disk
import References
import Site
import Values

/// Reads the history of a project for the tokens that stand in its files.
package struct AdoptionRun {
  /// The project.
  let project: Project
  /// Its assets.
  let inventory: Inventory
  /// The tokens, each with the files that it stands in, from the project's folder.
  package let standing: [AssetToken: [BytePath]]
  /// The day that is recorded where no commit tells one.
  let day: CalendarDay
  /// The digests of files that Git LFS has not brought, as their pointers name them.
  private let pointed: [AssetID: Digest]

  package init(
    _ references: LiteralReferences, of inventory: Inventory, in project: Project,
    on day: CalendarDay, _ fileSystem: some FileSystem
  ) {
    self.project = project
    self.inventory = inventory
    self.day = day
    var standing: [AssetToken: [BytePath]] = [:]
    for found in references.changeable {
      guard let asset = found.resolution.asset else { continue }
      let token = AssetToken(asset: asset, token: found.reference.token.text)
      standing[token, default: []].append(found.reference.file)
    }
    self.standing = standing
    var pointed: [AssetID: Digest] = [:]
    for asset in Set(standing.keys.map(\.asset)) {
      guard let entry = inventory[asset], entry.problem == .unreadable(.pointer),
        let file = entry.file, let contents = try? fileSystem.read(file, limit: 1024)
      else { continue }
      pointed[asset] = Checkout.pointed(contents)
    }
    self.pointed = pointed
  }

  /// A token with what its history tells.
  struct Traced {
    let token: AssetToken
    /// The number of commits newer than the one that set it.
    var place: Int
    var digest: Digest
    var day: CalendarDay
    var baseline: Adoption.Baseline?
  }

  /// Adopts with today's bytes as base line.
  package func withoutHistory() -> Adoption {
    adoption(
      standing.keys.compactMap { token in
        digest(of: token.asset).map {
          Traced(
            token: token, place: 0, digest: $0, day: day, baseline: .noHistory)
        }
      })
  }

  /// Adopts with the bytes of each token's day.
  ///
  /// - Parameter tokens: the tokens in a file's contents.
  package func with(
    _ repository: any Repository,
    tokens: @escaping (_ contents: [UInt8], _ file: BytePath) -> Set<AssetToken>
  ) throws(GitError) -> Adoption {
    let objects = try repository.objects()
    let versions = FileVersions(objects, prefix: repository.prefix, tokens: tokens)
    let prefix = repository.prefix
    let submodules = try Submodules(of: repository, around: project.folder)
    var paths = Set(standing.values.joined().map { $0.below(prefix) })
    for token in standing.keys {
      if let file = file(of: token.asset)?.below(prefix) {
        paths.insert(submodules.submodule(around: file) ?? file)
      }
    }
    var trace = TokenTrace(
      try repository.log(of: paths.sorted()), shallow: try repository.shallowCommits(),
      tokens: { (blob, path) throws(GitError) in try versions.tokens(in: blob, path) })
    let past = PastDigests(objects)
    // Each round follows tokens into one file more on their way, where text was moved.
    for _ in 0..<Self.longestWay {
      let traced = try traces(&trace, repository, paths, past, submodules)
      if trace.wantedCommits.isEmpty, trace.wantedPaths.isEmpty { return adoption(traced) }
      let isLonger = !trace.wantedPaths.isSubset(of: paths)
      paths.formUnion(trace.wantedPaths)
      trace.take(
        isLonger ? try repository.log(of: paths.sorted()) : trace.log,
        adding: try repository.changes(in: trace.wantedCommits.sorted { $0.hex < $1.hex }))
    }
    return adoption(try traces(&trace, repository, paths, past, submodules))
  }

  /// The number of times that a token's text is followed from one file to another, and more.
  static let longestWay = 16

  private func traces(
    _ trace: inout TokenTrace, _ repository: any Repository, _ paths: Set<BytePath>,
    _ past: PastDigests, _ submodules: Submodules
  ) throws(GitError) -> [Traced] {
    var all: [Traced] = []
    let origins = try trace.origins(
      of: standing.sorted { $0.key < $1.key }.flatMap { token, files in
        Set(files).sorted().map { .init(token: token, file: $0.below(repository.prefix)) }
      }, following: paths)
    for (token, files) in standing.sorted(by: { $0.key < $1.key }) {
      guard let today = digest(of: token.asset), let file = file(of: token.asset) else { continue }
      // One that stands in several files was set when the first of them got it.
      var origin: (TokenOrigin, place: Int) = (.uncommitted, .min)
      for file in Set(files).sorted() {
        let standing = TokenTrace.Standing(token: token, file: file.below(repository.prefix))
        let other = origins[standing] ?? .unknown
        let place = trace.place(of: other)
        if place > origin.place { origin = (other, place) }
      }
      var traced = Traced(token: token, place: origin.place, digest: today, day: day)
      switch origin.0 {
      case .uncommitted: traced.baseline = .uncommitted
      case .unknown: traced.baseline = .shallow
      case .commit(let id):
        traced.day = try past.day(of: id) ?? day
        let path = file.below(repository.prefix)
        if let submodule = submodules.submodule(around: path) {
          let commit = trace.log.place(of: id).flatMap { trace.log.link(of: submodule, at: $0) }
          (traced.digest, traced.baseline) = try submodules.digest(
            of: path, in: submodule, at: commit, today: today)
        } else if let blob = trace.asset(path, in: id, following: paths) {
          (traced.digest, traced.baseline) = try past.digest(
            of: blob, at: path, today: today,
            isNewest: blob == trace.log.blob(of: path, at: 0))
        } else {
          traced.baseline = .noFile
        }
      }
      all.append(traced)
    }
    return all
  }

  /// The records of traced tokens: the newest of each asset's, the others as its history.
  private func adoption(_ traced: [Traced]) -> Adoption {
    var adoption = Adoption()
    for (asset, traced) in Dictionary(grouping: traced, by: \.token.asset) {
      let newestFirst = traced.sorted { left, right in
        if left.place != right.place { return left.place < right.place }
        let counts = [left, right].map { standing[$0.token, default: []].count }
        if counts[0] != counts[1] { return counts[0] > counts[1] }
        return right.token < left.token
      }
      if traced.count > 1 {
        let isKnown = newestFirst[0].place < newestFirst[1].place
        if isKnown { adoption.several.insert(asset) } else { adoption.unordered.insert(asset) }
      }
      guard let newest = newestFirst.first else { continue }
      do throws(TokenError) {
        let token = try Token(String(decoding: newest.token.token, as: UTF8.self))
        let previous = newestFirst.dropFirst().compactMap { other in
          (try? Token(String(decoding: other.token.token, as: UTF8.self)))
            .map { PreviousToken(token: $0, digest: other.digest) }
        }
        adoption.records[asset] = Record(
          token: token, digest: newest.digest, bumped: newest.day,
          previous: Array(previous.prefix(Record.longestHistory)))
        if newest.digest != digest(of: asset) { adoption.stale.insert(asset) }
        if let baseline = newest.baseline {
          adoption.baselines[baseline, default: []].insert(asset)
        }
      } catch {
        adoption.refused[asset] = error
      }
    }
    return adoption
  }

  private func digest(of asset: AssetID) -> Digest? {
    inventory[asset]?.digest ?? pointed[asset]
  }

  /// An asset's file, from the project's folder.
  private func file(of asset: AssetID) -> BytePath? {
    inventory[asset]?.file?.relative(to: project.folder)
  }
}

extension BytePath {
  /// This path as seen from further up; `.` for no further.
  func below(_ prefix: BytePath) -> BytePath {
    prefix == "." ? self : prefix.appending(self)
  }
}
