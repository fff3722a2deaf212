// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

/// A module of ours: its folder under Sources and the modules its imports may reach.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A module's tests.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "balie",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")
    ],
    targets: [
        // Plain values.
        module("BillingModel"),
        module("BillingAPI", ["BillingModel"]),
        module("HostFactAPI", ["BillingAPI", "BillingModel"]),
        module("M4API", ["BillingAPI", "BillingModel", crypto]),

        // The embedded engine.
        // The screen.
        // Tests.
        tests("BillingModelTests", ["BillingModel"]),
        tests("BillingAPITests", ["BillingAPI", "BillingModel", "HostFactAPI", "M4API"]),
        tests("HostFactAPITests", ["HostFactAPI", "BillingAPI", "BillingModel"]),
        tests("M4APITests", ["M4API", "BillingAPI", "BillingModel"]),
        // Drives the built binary in tmux and reads the database it wrote.
    ]
)
