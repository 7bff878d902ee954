/// What somebody who plays the provider lets become of a pod.
package enum RentalOutcome: String, CaseIterable, Sendable {
    case failed
    case stopped
}
