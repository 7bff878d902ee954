package import OutletContract

/// What a world holds at the end of a run that it did not hold at the beginning: read from its state, not counted from
/// calls.
package struct Effects: Hashable, Sendable {
    package struct Pod: Hashable, Sendable {
        package var id: String
        package var family: Family
        package var gpuCount: Int
        package var perHour: Cents
        /// Whether it runs or will run.
        package var isLive: Bool

        package init(id: String, family: Family, gpuCount: Int, perHour: Cents, isLive: Bool) {
            self.id = id
            self.family = family
            self.gpuCount = gpuCount
            self.perHour = perHour
            self.isLive = isLive
        }
    }

    /// Something that is so at the end, and can be so only once.
    package struct Fact: Hashable, Comparable, Sendable {
        package enum Kind: String, CaseIterable, Hashable, Comparable, Sendable {
            case key
            case card
            case autoTopup = "auto top-up"
            case invoice
            case session

            package static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
        }

        package var kind: Kind
        /// What it is, in words that are the same in every run of the same client.
        package var text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }

        package static func < (a: Fact, b: Fact) -> Bool { (a.kind, a.text) < (b.kind, b.text) }
    }

    /// The pods that were launched in the run, oldest first.
    package var pods: [Pod]
    /// Money that came in from outside in the run, payment by payment.
    package var payments: [Cents]
    /// All that is so at the end, sorted; what was given at the beginning stands here, too.
    package var facts: [Fact]

    package init(pods: [Pod] = [], payments: [Cents] = [], facts: [Fact] = []) {
        self.pods = pods
        self.payments = payments
        self.facts = facts.sorted()
    }

    package var livePods: [Pod] { pods.filter(\.isLive) }
    package var paid: Cents { payments.reduce(.zero, +) }

    package func facts(_ kind: Fact.Kind) -> [Fact] { facts.filter { $0.kind == kind } }
}
