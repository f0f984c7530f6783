// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "geo-routing",
    dependencies: [
        // Elsewhere: .package(url: "https://…/meridian", from: "…")
        .package(name: "meridian", path: "../../..")
    ],
    targets: [
        .testTarget(
            name: "GeoRoutingTests",
            dependencies: [.product(name: "MeridianTesting", package: "meridian")]
        )
    ]
)
