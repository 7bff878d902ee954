/// One hazard at one point.
package struct Injection: Hashable, Sendable {
    package var point: Point
    package var hazard: Hazard

    package init(_ point: Point, _ hazard: Hazard) {
        self.point = point
        self.hazard = hazard
    }

    /// For example `createRental 1: it takes effect, and a proxy answers 502`.
    package var description: String { "\(point): \(hazard.title)" }
}
