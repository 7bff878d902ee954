package import OutletContract

/// What a run added to its world, read from the world's state and not counted from calls.
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

    /// Something that exists at the end, and can exist only once.
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
        /// A description that is the same in every run of the same client.
        package var text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }

        package static func < (a: Fact, b: Fact) -> Bool { (a.kind, a.text) < (b.kind, b.text) }
    }

    /// The pods launched in the run, oldest first.
    package var pods: [Pod]
    /// The payments received from outside in the run.
    package var payments: [Cents]
    /// All facts at the end, sorted, including those that held at the beginning.
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
