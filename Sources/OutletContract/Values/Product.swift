/// The version that `--version`, the control plane and the ready line name.
package enum Product {
    package static let name = "gpuoutlet-mock"
    package static let version = "1.0.0"
}
