package import OutletContract
package import OutletWire

/// The body of `createRental`.
package struct CreateRental: Hashable, Sendable {
    package var spec: PodSpec
    package var name: String?
    /// How long it may run.
    package var autoStopAfter: Span?

    package init(_ spec: PodSpec, name: String? = nil, autoStopAfter: Span? = nil) {
        self.spec = spec
        self.name = name
        self.autoStopAfter = autoStopAfter
    }

    /// Reads a body whose shape has been checked. Fractions of an hour are rounded to the millisecond.
    package init(_ body: JSONObject) {
        spec = PodSpec(body)
        name = body["name"]?.string
        autoStopAfter = body["autoStopAfterHours"]?.double.map { hours in
            .milliseconds(max(1, Int((hours * 3_600_000).rounded())))
        }
    }
}
