/// One hazard at one point.
package struct Injection: Hashable, Sendable {
    package var point: Point
    package var hazard: Hazard

    package init(_ point: Point, _ hazard: Hazard) {
        self.point = point
        self.hazard = hazard
    }

    /// `createRental 1: the answer is lost after it took effect (reset)`
    package var description: String { "\(point): \(hazard.title)" }
}
