/// How a caller that plays the provider ends a pod.
package enum RentalOutcome: String, CaseIterable, Sendable {
    case failed
    case stopped
}
