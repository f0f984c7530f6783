// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode, every warning an error, every unsafe use marked.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

/// Switched on by default. Who depends on this package for `MeridianTesting` alone can switch it
/// off, and builds nothing of Hummingbird, XMLCoder, GRDB and swift-crypto.
let apiTrait = "ControlAPI"

/// A product of another package that only the API needs.
func apiProduct(_ name: String, package: String) -> Target.Dependency {
    .product(name: name, package: package, condition: .when(traits: [apiTrait]))
}

/// A library target of the house, in `Sources/<name>`.
func module(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one target, in `Tests/<name>Tests`.
func tests(
    of name: String,
    uses dependencies: [Target.Dependency] = [],
    resources: [Resource] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name)] + dependencies,
        resources: resources,
        swiftSettings: strict
    )
}

let package = Package(
    name: "meridian",
    products: [
        .executable(name: "meridian", targets: ["MeridianCLI"]),
        .library(name: "MeridianKit", targets: ["MeridianKit"]),
        .library(name: "MeridianTesting", targets: ["MeridianTesting"]),
    ],
    traits: [
        .default(enabledTraits: [apiTrait]),
        .trait(
            name: apiTrait,
            description: "The Route 53 API over HTTP, and the store behind it."
        ),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.28.1",
            traits: []
        ),
        .package(url: "https://github.com/CoreOffice/XMLCoder", from: "0.18.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CMaxMindDB",
            pkgConfig: "libmaxminddb",
            providers: [.apt(["libmaxminddb-dev"])]
        ),
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .target(name: "CCurlProbe", dependencies: ["CCurl"]),
        .target(name: "CLinuxSockets"),
        .target(name: "CMemoryFile"),
        .target(name: "CBackgroundWork"),

        module("Addressing"),
        module("Geography", uses: ["Addressing"]),
        module("Telemetry"),
        module("DNSWire", uses: ["Addressing"]),
        module("OperatorFiles"),
        module(
            "StrictYAML",
            uses: ["Addressing", "OperatorFiles", .product(name: "Yams", package: "Yams")]
        ),
        module("GeoIP", uses: ["Addressing", "Geography", "CMaxMindDB", "CMemoryFile"]),
        module("Routing", uses: ["Addressing", "Geography"]),
        module(
            "HostedZones",
            uses: ["DNSWire", "Routing", "Geography", "Addressing", "OperatorFiles", "StrictYAML"]
        ),
        module("HealthChecking", uses: ["Addressing", "CCurlProbe"]),
        module(
            "Route53",
            uses: [
                "HostedZones", "HealthChecking", "Routing", "Geography", "DNSWire", "Addressing",
            ]
        ),
        module(
            "AccountStore",
            uses: ["Route53", apiProduct("GRDB", package: "GRDB.swift")]
        ),
        module(
            "ControlAPI",
            uses: [
                "Route53", "Addressing", "DNSWire", "HealthChecking",
                apiProduct("Hummingbird", package: "hummingbird"),
                apiProduct("XMLCoder", package: "XMLCoder"),
                apiProduct("Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        module("Answering", uses: ["DNSWire", "Routing", "Geography", "Addressing"]),
        module(
            "OperatorConfiguration",
            uses: [
                "Addressing", "DNSWire", "Geography", "HealthChecking", "OperatorFiles", "Routing",
                "StrictYAML",
            ]
        ),
        module(
            "Server",
            uses: ["Answering", "DNSWire", "Telemetry", "Addressing", "CLinuxSockets"]
        ),
        module(
            "MeridianKit",
            uses: [
                "Addressing", "Geography", "Telemetry", "DNSWire", "GeoIP", "Routing",
                "HostedZones", "Answering", "OperatorConfiguration", "HealthChecking", "Server",
                "OperatorFiles", "CBackgroundWork", "Route53",
                .target(name: "AccountStore", condition: .when(traits: [apiTrait])),
                .target(name: "ControlAPI", condition: .when(traits: [apiTrait])),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        module(
            "MeridianTesting",
            uses: ["MeridianKit", .product(name: "Logging", package: "swift-log")]
        ),
        .executableTarget(
            name: "MeridianCLI",
            dependencies: [
                "MeridianKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),

        tests(of: "Addressing"),
        tests(of: "Geography", uses: ["Addressing"]),
        tests(of: "DNSWire", uses: ["Addressing", "TestSupport"], resources: [.copy("Fixtures")]),
        tests(of: "OperatorFiles", uses: ["TestSupport"]),
        tests(of: "StrictYAML", uses: ["OperatorFiles"]),
        tests(
            of: "GeoIP",
            uses: ["Addressing", "CityDatabase", "Geography", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        tests(of: "Routing", uses: ["Addressing", "Geography", "TestSupport"]),
        tests(
            of: "HostedZones",
            uses: [
                "DNSWire", "Routing", "Geography", "Addressing", "OperatorFiles", "TestSupport",
            ],
            resources: [.copy("Fixtures")]
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Answering", "DNSWire", "Routing", "Geography", "Addressing"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "AnswerPathBenchmark",
            dependencies: ["Addressing", "Answering", "TestSupport"],
            path: "Tests/AnswerPathBenchmark",
            exclude: ["instructions.tsv"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ZoneBenchmark",
            dependencies: ["Answering", "DNSWire", "Geography", "TestSupport"],
            path: "Tests/ZoneBenchmark",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "CityDatabase",
            dependencies: ["Addressing", "GeoIP", "Geography", "TestSupport"],
            path: "Tests/CityDatabase",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ZoneReadBenchmark",
            dependencies: ["DNSWire", "HostedZones", "OperatorFiles"],
            path: "Tests/ZoneReadBenchmark",
            swiftSettings: strict
        ),
        tests(
            of: "Answering",
            uses: ["DNSWire", "Routing", "Geography", "Addressing", "TestSupport"]
        ),
        tests(
            of: "OperatorConfiguration",
            uses: [
                "Addressing", "DNSWire", "Geography", "HealthChecking", "Routing", "StrictYAML",
                "TestSupport",
            ]
        ),
        tests(of: "Telemetry"),
        tests(
            of: "Route53",
            uses: [
                "Addressing", "DNSWire", "Geography", "HealthChecking", "HostedZones", "Routing",
                "TestSupport",
            ]
        ),
        .executableTarget(
            name: "StoreVictim",
            dependencies: ["AccountStore", "Route53"],
            path: "Tests/StoreVictim",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "StoreBenchmark",
            dependencies: ["AccountStore", "Route53"],
            path: "Tests/StoreBenchmark",
            swiftSettings: strict
        ),
        tests(
            of: "AccountStore",
            uses: [
                "Route53", "StoreVictim", "TestSupport",
                apiProduct("GRDB", package: "GRDB.swift"),
            ],
            resources: [.copy("Fixtures")]
        ),
        tests(of: "ControlAPI", uses: ["Addressing", "HealthChecking", "Route53", "TestSupport"]),
        tests(
            of: "HealthChecking",
            uses: ["Addressing", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        tests(
            of: "MeridianKit",
            uses: [
                "Addressing", "Answering", "CityDatabase", "DNSWire", "GeoIP", "Geography",
                "HealthChecking", "HostedZones", "OperatorFiles", "Route53", "Routing",
                "TestSupport",
                .target(name: "ControlAPI", condition: .when(traits: [apiTrait])),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        tests(of: "MeridianTesting", uses: ["MeridianKit", "TestSupport"]),
        .testTarget(
            name: "ScenarioTests",
            dependencies: [
                "Addressing", "Geography", "DNSWire", "GeoIP", "HostedZones", "Answering",
                "MeridianKit", "TestSupport",
            ],
            resources: [.copy("Scenarios")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HostileInputTests",
            dependencies: ["Addressing", "Answering", "DNSWire", "TestSupport"],
            exclude: ["read_replies.py"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["MeridianCLI", "AnswerPathBenchmark", "StrictYAML", "TestSupport"],
            exclude: ["attacks", "checklist", "ask_steadily.py", "change_in_sync.py"],
            swiftSettings: strict
        ),
        tests(
            of: "Server",
            uses: ["Answering", "DNSWire", "Geography", "Addressing", "Telemetry", "TestSupport"]
        ),
    ]
)

// libFuzzer brings a `main` of its own, so that its target builds only for `scripts/fuzz`.
if Context.environment["MERIDIAN_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "ResponderFuzzer",
            dependencies: ["Addressing", "Answering", "TestSupport"],
            path: "Tests/ResponderFuzzer",
            swiftSettings: strict
        )
    )
}
