// swift-tools-version: 6.1
import PackageDescription

/// Each module imports only those before it (`TidyTests` holds the table).
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "gpuoutlet-mock",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "GPUOutletMock", targets: ["GPUOutletMock"]),
        .executable(name: "gpuoutlet-mock", targets: ["gpuoutlet-mock"]),
    ],
    targets: [
        .systemLibrary(name: "CEpoll"),
        .target(name: "OutletWire", swiftSettings: settings),
        .target(name: "OutletContract", dependencies: ["OutletWire"], swiftSettings: settings),
        .target(name: "OutletDomain", dependencies: ["OutletContract", "OutletWire"], swiftSettings: settings),
        .target(name: "OutletScenarios", dependencies: ["OutletContract", "OutletWire"], swiftSettings: settings),
        .target(name: "OutletConformance", dependencies: ["OutletContract", "OutletWire"], swiftSettings: settings),
        .target(name: "OutletPages", dependencies: ["OutletContract", "OutletWire"], swiftSettings: settings),
        .target(
            name: "OutletEngine",
            dependencies: ["OutletPages", "OutletDomain", "OutletScenarios", "OutletContract", "OutletWire"],
            swiftSettings: settings),
        .target(
            name: "OutletExplorer", dependencies: ["OutletPages", "OutletScenarios", "OutletContract", "OutletWire"],
            swiftSettings: settings),
        .target(
            name: "GPUOutletMock",
            dependencies: [
                "OutletExplorer", "OutletEngine", "OutletDomain", "OutletScenarios", "OutletContract", "OutletWire",
                .target(name: "CEpoll", condition: .when(platforms: [.linux])),
            ],
            exclude: ["THREATS.md"], swiftSettings: settings),
        .executableTarget(
            name: "gpuoutlet-mock",
            dependencies: [
                "GPUOutletMock", "OutletExplorer", "OutletEngine", "OutletPages", "OutletConformance", "OutletDomain",
                "OutletScenarios", "OutletContract", "OutletWire",
            ],
            swiftSettings: settings),
        .testTarget(name: "OutletWireTests", dependencies: ["OutletWire"], swiftSettings: settings),
        .testTarget(
            name: "OutletContractTests", dependencies: ["OutletContract", "OutletWire"], swiftSettings: settings),
        .testTarget(
            name: "OutletDomainTests", dependencies: ["OutletDomain", "OutletContract", "OutletWire"],
            swiftSettings: settings),
        .testTarget(
            name: "OutletScenariosTests", dependencies: ["OutletScenarios", "OutletContract", "OutletWire"],
            exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "OutletPagesTests", dependencies: ["OutletPages", "OutletContract", "OutletWire"],
            swiftSettings: settings),
        .testTarget(
            name: "OutletEngineTests",
            dependencies: [
                "OutletEngine", "OutletPages", "OutletConformance", "OutletDomain", "OutletScenarios",
                "OutletContract", "OutletWire",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "OutletExplorerTests",
            dependencies: ["OutletExplorer", "OutletScenarios", "OutletContract", "OutletWire"],
            swiftSettings: settings),
        .testTarget(
            name: "GPUOutletMockTests",
            dependencies: [
                "GPUOutletMock", "OutletExplorer", "OutletEngine", "OutletDomain", "OutletScenarios", "OutletContract",
                "OutletWire",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "gpuoutlet-mock", "GPUOutletMock", "OutletExplorer", "OutletEngine", "OutletPages", "OutletScenarios",
                "OutletContract", "OutletWire",
            ],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
