/// The parts of a call that are costly to find out and that some fault on an operation looks at.
package struct FaultNeeds: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let user = FaultNeeds(rawValue: 1)
    package static let body = FaultNeeds(rawValue: 2)
    package static let query = FaultNeeds(rawValue: 4)
    package static let headers = FaultNeeds(rawValue: 8)
    package static let session = FaultNeeds(rawValue: 16)
    package static let facts = FaultNeeds(rawValue: 32)
}
