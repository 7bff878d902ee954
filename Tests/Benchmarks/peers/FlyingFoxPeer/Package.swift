// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "FlyingFoxPeer",
    dependencies: [.package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1")],
    targets: [
        .executableTarget(
            name: "FlyingFoxPeer", dependencies: [.product(name: "FlyingFox", package: "FlyingFox")])
    ]
)
