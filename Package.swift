// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

/// The targets of the core, each of which knows those before it alone.
let core = ["Values", "Formats", "Disk", "Site", "References", "Planning", "AssetCore"]
let coreDependencies = core.map { Target.Dependency.target(name: $0) }

let package = Package(
  name: "assetbump",
  products: [
    .executable(name: "assetbump", targets: ["assetbump"]),
    .library(name: "AssetCore", targets: core),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // The core: values and functions. No screen, no argument parser, prints nothing.
    // Bytes, paths, digests, tokens, days, text.
    .target(name: "Values", dependencies: [], swiftSettings: strict),
    // TOML, JSON, globs, image headers, differences: bytes in, values out.
    .target(name: "Formats", dependencies: ["Values"], swiftSettings: strict),
    // Files, their states, locks, threads, git, cache files.
    .target(
      name: "Disk", dependencies: ["Values", "Formats", "CFiles", "CLibcrypto", "CThreads"],
      swiftSettings: strict),
    // Settings, scan, versions file, inventory, the rendering of URLs and tags.
    .target(
      name: "Site", dependencies: ["Values", "Formats", "Disk", "CLibcrypto", "CMemory"],
      swiftSettings: strict),
    // References to assets: tokenizers, what they lead to, what a project does, how browsers cache.
    .target(
      name: "References", dependencies: ["Values", "Formats", "Disk", "Site"],
      swiftSettings: strict),
    // The plan of a write, transactions, adoption, findings, pages, recovery.
    .target(
      name: "Planning", dependencies: ["Values", "Formats", "Disk", "Site", "References"],
      swiftSettings: strict),
    // The facade: opens a workspace, answers, reports.
    .target(
      name: "AssetCore",
      dependencies: ["Values", "Formats", "Disk", "Site", "References", "Planning"],
      swiftSettings: strict),
    .target(
      name: "CLibcrypto",
      cSettings: strictC,
      linkerSettings: [.linkedLibrary("crypto")]),

    .target(name: "CThreads", cSettings: strictC),
    // What the system tells of files.
    .target(name: "CFiles", cSettings: strictC),
    // How memory is given back to the system.
    .target(name: "CMemory", cSettings: strictC),

    // The screen as a value. Knows no assets and no ncurses.
    .target(name: "Screen", swiftSettings: strict),

    // The state of the terminal UI, what changes it, what draws it. Touches no file, no terminal.
    .target(name: "AssetTUI", dependencies: coreDependencies + ["Screen"], swiftSettings: strict),

    // ncurses behind the Terminal seam.
    .target(name: "CursesTerminal", dependencies: ["Screen", "CTerminal"], swiftSettings: strict),
    .target(
      name: "CTerminal",
      cSettings: strictC,
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

    // The files that the tool prints: they lie in it. Named by clang's #embed, which C has since 2023.
    .target(
      name: "CEmbedded",
      cSettings: [.treatAllWarnings(as: .error), .disableWarning("c23-extensions")]),

    // The tool: subcommands, and the wiring of the terminal UI.
    .executableTarget(
      name: "assetbump",
      dependencies: coreDependencies + [
        "AssetTUI", "CEmbedded", "CMemory", "CursesTerminal", "Screen",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Tests. TestSupport is an ordinary target, so it stays free of test-only libraries.
    .target(
      name: "TestSupport",
      dependencies: coreDependencies + ["Screen"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    // Measures the terminal UI; built and run by Tests/benchmark, in release.
    .executableTarget(
      name: "ScreenBenchmark",
      dependencies: coreDependencies + ["Screen", "TestSupport"],
      path: "Tests/ScreenBenchmark",
      swiftSettings: strict),
    // Measures the versions file beside Foundation; built and run by Tests/benchmark-trees, in release.
    .executableTarget(
      name: "VersionsBenchmark",
      dependencies: coreDependencies,
      path: "Tests/VersionsBenchmark",
      swiftSettings: strict),
    // Holds the reference scanner against a table of a real project's references.
    .executableTarget(
      name: "ReferenceCorpus",
      dependencies: coreDependencies,
      path: "Tests/ReferenceCorpus",
      swiftSettings: strict),
    // Writes one release after the other over 30 files, to be killed at it.
    .executableTarget(
      name: "TransactionRunner", dependencies: coreDependencies,
      path: "Tests/TransactionRunner",
      swiftSettings: strict),
    .testTarget(
      name: "AssetCoreTests", dependencies: coreDependencies + ["TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ScreenTests", dependencies: ["Screen", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "AssetTUITests",
      dependencies: coreDependencies + ["AssetTUI", "CursesTerminal", "Screen", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "ReadmeTests",
      dependencies: coreDependencies + ["AssetTUI", "Screen", "TestSupport", "assetbump"],
      swiftSettings: strict),
    .testTarget(
      name: "FlaskTests", dependencies: coreDependencies + ["Screen", "TestSupport", "assetbump"],
      swiftSettings: strict),

    // Runs the real binary, which is why it depends on the executable.
    .testTarget(
      name: "CommandTests",
      dependencies: coreDependencies + ["Screen", "TestSupport", "TransactionRunner", "assetbump"],
      swiftSettings: strict),

    // The terminal UI as the real program, on pseudo-terminals and in tmux.
    .testTarget(
      name: "TerminalTests",
      dependencies: coreDependencies + ["assetbump", "Screen", "TestSupport"],
      swiftSettings: strict),
  ]
)

// Built by Tests/fuzz alone: libFuzzer brings the main function, so the tool is a library in it, with
// its own under another name.
if Context.environment["ASSETBUMP_FUZZ"] != nil {
  package.products.removeAll { $0.name == "assetbump" }
  package.targets.removeAll { $0.name == "assetbump" || $0.isTest }
  package.targets += [
    .target(
      name: "assetbump",
      dependencies: coreDependencies + [
        "AssetTUI", "CEmbedded", "CMemory", "CursesTerminal", "Screen",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict + [
        .unsafeFlags([
          "-parse-as-library", "-Xfrontend", "-entry-point-function-name", "-Xfrontend",
          "assetbump_main",
        ])
      ]),
    .executableTarget(
      name: "Fuzz", dependencies: coreDependencies + ["assetbump"], path: "Tests/Fuzz",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
  ]
}
