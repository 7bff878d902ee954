/// The status of a pod: provisioning → running → stopping → stopped, or failed.
package enum RentalStatus: String, CaseIterable, Hashable, Sendable, Codable {
    case provisioning
    case running
    case stopping
    case stopped
    case failed

    /// Whether the pod holds stock and a reserve.
    package var isLive: Bool { self == .provisioning || self == .running }
}
