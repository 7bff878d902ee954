// swift-tools-version: 6.1
import PackageDescription

/// Somebody else's package: a client of the GPU Outlet API over `URLSession`, whose tests run against the double. It
/// depends on ours as theirs would, and is built and tested by itself: `swift test --package-path Tests/SamplePackage`.
let package = Package(
    name: "sample",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "gpuoutlet-mock", path: "../..")],
    targets: [
        .target(name: "GPUOutletClient"),
        .testTarget(
            name: "GPUOutletClientTests",
            dependencies: ["GPUOutletClient", .product(name: "GPUOutletMock", package: "gpuoutlet-mock")]),
        // How long a server takes to start, and what it costs to have one: `swift run -c release start-benchmark`.
        .executableTarget(
            name: "start-benchmark", dependencies: [.product(name: "GPUOutletMock", package: "gpuoutlet-mock")]),
    ],
    swiftLanguageModes: [.v6]
)
