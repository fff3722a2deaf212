// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

/// The tests take a fraction of their time where our own modules are optimised.
let optimised: [SwiftSetting] = Context.environment["BALIE_OPTIMISED"] == nil ? [] : [.unsafeFlags(["-O"])]

/// A module of ours: its folder under Sources and the modules its imports may reach.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict + optimised)
}

/// A module's tests.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

let package = Package(
    name: "balie",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "balie", targets: ["balie"]),
        .executable(name: "balied", targets: ["balied"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Plain values.
        module("BillingModel"),
        module("BillingAPI", ["BillingModel", crypto]),
        // Folders and files for their owner's eyes, written whole.
        module("PrivateFiles"),
        // What scripts rely on.
        module("ProgramOutput", ["BillingModel"]),
        // What a crash leaves.
        .target(name: "CCrash"),
        module("CrashReports", ["BillingModel", "CCrash"]),
        module("HostFactAPI", ["BillingAPI", "BillingModel"]),
        module("M4API", ["BillingAPI", "BillingModel", crypto]),

        // What was meant to be changed and what became of it, on disk.
        module("Journal", ["PrivateFiles", "BillingAPI", "BillingModel"]),

        // Other programs are run here and nowhere else.
        .systemLibrary(name: "CSpawn"),
        module("Programs", ["CSpawn"]),

        // The embedded engine.
        module("SQLStore", ["BillingModel", grdb, sqlite]),
        .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
        module(
            "BillingEngine",
            ["HostFactAPI", "M4API", "BillingAPI", "BillingModel", "SQLStore", "Programs", "CCrypt", mustache]),

        // Records in files.
        module("SeparatedText", ["BillingModel"]),
        module("RecordFiles", ["HostFactAPI", "M4API", "BillingAPI", "BillingModel"]),

        // What was typed, on a disk.
        module("DraftFiles", ["PrivateFiles", "BillingAPI", "BillingModel"]),

        // Systems elsewhere, and the server that is one.
        module("TOMLReading", ["BillingModel"]),
        module("Profiles", ["PrivateFiles", "BillingAPI", "BillingModel", "Programs", "TOMLReading"]),
        module(
            "BillingClient",
            ["PrivateFiles", "BillingAPI", "BillingModel", httpClient, nio, nioHTTP, nioPosix, nioTLS]),
        module(
            "BillingServer",
            [
                "BillingAPI", "BillingModel", "ProgramOutput", hummingbird, hummingbirdCore, hummingbirdTLS, httpTypes,
                lifecycle, logging, nio, nioHTTP, nioHTTPTypes, nioTLS,
            ]),

        // The screen.
        module("TerminalCore"),
        .target(
            name: "CNcurses",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]),
        module("TerminalNcurses", ["TerminalCore", "CNcurses"]),
        module("Theming", ["TerminalCore", "TOMLReading", "BillingModel"]),
        module("Widgets", ["TerminalCore", "BillingModel"]),
        module(
            "Console",
            ["Widgets", "TerminalCore", "TOMLReading", "HostFactAPI", "M4API", "BillingAPI", "BillingModel"]),

        .executableTarget(
            name: "balie",
            dependencies: [
                "Console", "TerminalNcurses", "TerminalCore", "Theming", "BillingEngine", "BillingClient",
                "CrashReports", "DraftFiles", "Journal", "PrivateFiles", "Profiles", "RecordFiles", "SeparatedText",
                "SQLStore", "HostFactAPI", "M4API", "BillingAPI",
                "BillingModel", "ProgramOutput", argumentParser,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "balied",
            dependencies: [
                "BillingServer", "BillingEngine", "CrashReports", "Profiles", "SQLStore", "HostFactAPI", "M4API",
                "BillingAPI", "BillingModel", "ProgramOutput", argumentParser, lifecycle, logging,
            ],
            swiftSettings: strict
        ),

        // Tests.
        tests("BillingModelTests", ["BillingModel"]),
        tests("ProgramOutputTests", ["ProgramTesting"]),
        // Broken inputs for decoders and endpoints.
        .target(name: "MutationTesting", path: "Tests/MutationTesting", swiftSettings: strict),
        // Text as it must be expected, and what must not come of it.
        .target(name: "HostileTesting", path: "Tests/HostileTesting", swiftSettings: strict),
        tests("BillingAPITests", ["BillingAPI", "BillingModel", "HostFactAPI", "M4API", "MutationTesting"]),
        tests("HostFactAPITests", ["HostFactAPI", "BillingAPI", "BillingModel"]),
        tests("M4APITests", ["M4API", "HostileTesting", "BillingAPI", "BillingModel"]),
        tests("JournalTests", ["Journal", "HostFactAPI", "BillingAPI", "BillingModel"]),
        tests("ProgramsTests", ["Programs"]),
        // Databases for tests, in files and on a PostgreSQL server.
        .target(
            name: "PostgresTesting", dependencies: ["BillingEngine", "SQLStore"], path: "Tests/PostgresTesting",
            exclude: ["server.sh"], swiftSettings: strict),
        tests("SQLStoreTests", ["SQLStore", "BillingModel", "PostgresTesting", grdb]),
        tests(
            "BillingEngineTests",
            [
                "BillingEngine", "HostileTesting", "SQLStore", "PostgresTesting", "HostFactAPI", "M4API", "BillingAPI",
                "BillingModel", "Programs",
            ],
            exclude: ["Schema/Shipped"]),
        tests("SeparatedTextTests", ["SeparatedText", "BillingModel"]),
        tests(
            "RecordFilesTests",
            [
                "RecordFiles", "BillingEngine", "SQLStore", "PostgresTesting", "HostFactAPI", "M4API", "BillingAPI",
                "BillingModel",
            ]),
        tests("PrivateFilesTests", ["PrivateFiles"]),
        tests("DraftFilesTests", ["DraftFiles", "PrivateFiles", "BillingAPI", "BillingModel"]),
        tests("TOMLReadingTests", ["TOMLReading", "BillingModel", "MutationTesting"]),
        tests("ProfilesTests", ["Profiles", "BillingAPI", "BillingModel"]),
        tests(
            "BillingClientTests",
            [
                "BillingClient", "ProgramTesting", "HostFactAPI", "M4API", "BillingAPI", "BillingModel", nio, nioHTTP,
                nioPosix, nioTLS,
            ]),
        tests(
            "BillingServerTests",
            [
                "BillingServer", "BillingEngine", "HostileTesting", "ProgramTesting", "SQLStore", "HostFactAPI",
                "M4API",
                "BillingAPI", "BillingModel", httpTypes, hummingbird, logging, lifecycle, nio, nioPosix, nioTLS,
            ]),
        // Runs the built programs, once or as servers.
        .target(
            name: "ProgramTesting", dependencies: ["Programs"], path: "Tests/ProgramTesting", swiftSettings: strict),
        // The same cases on the engine, its endpoints, a socket, and `balie call`.
        tests(
            "InstallationTests",
            [
                "BillingServer", "BillingClient", "BillingEngine", "Profiles", "SQLStore", "PostgresTesting",
                "HostFactAPI", "M4API", "BillingAPI", "BillingModel", "MutationTesting", "ProgramTesting", lifecycle,
                logging, nio,
            ]),
        tests("TerminalCoreTests", ["TerminalCore", "HostileTesting"]),
        tests("TerminalNcursesTests", ["TerminalNcurses", "TerminalCore"]),
        tests("ThemingTests", ["Theming", "TOMLReading", "TerminalCore", "BillingModel"]),
        tests("WidgetsTests", ["Widgets", "TerminalCore", "BillingModel"]),
        .target(
            name: "ConsoleTesting",
            dependencies: ["Console", "TerminalCore", "BillingAPI", "BillingModel"],
            path: "Tests/ConsoleTesting", swiftSettings: strict),
        tests(
            "ConsoleTests",
            [
                "Console", "ConsoleTesting", "HostileTesting", "MutationTesting", "PostgresTesting", "ProgramTesting",
                "BillingEngine", "SQLStore",
                "Widgets", "TerminalCore", "HostFactAPI", "M4API", "BillingAPI", "BillingModel",
            ], exclude: ["Pictures", "WorkedExample/NewAction.md"]),
        // What balied is measured beside; no product of the package.
        .executableTarget(
            name: "bareserver", dependencies: [hummingbird, httpTypes, logging, nio],
            path: "Tests/Benchmarks/BareServer", swiftSettings: strict),
        .executableTarget(
            name: "enginebench", dependencies: ["BillingEngine", "HostFactAPI", "SQLStore", "BillingAPI", sqlite],
            path: "Tests/Benchmarks/EngineBench", swiftSettings: strict),
        // Drives the built binary in tmux and reads the database it wrote.
        tests(
            "EndToEndTests",
            ["Journal", "BillingAPI", "BillingModel", "HostileTesting", "PostgresTesting", "ProgramTesting", grdb]),
    ]
)
