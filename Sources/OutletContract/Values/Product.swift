/// The name and version that `--version`, the control plane and the ready line report.
package enum Product {
    package static let name = "gpuoutlet-mock"
    package static let version = "1.0.0"
}
