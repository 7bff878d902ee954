import OutletContract
package import OutletWire

extension Injection {
    /// Reads an injection from a fault that a search has written; nil for any other fault.
    package init?(reading fault: JSON) {
        guard let operation = fault["on"]?.string.flatMap(Operation.init(rawValue:)),
            let id = fault["id"]?.string
        else { return nil }
        let point = Point(operation, (fault["after"]?.integer ?? 0).saturatingSum(1))
        let seconds = fault["retryAfter"]?.integer ?? 0
        let drip = fault["drip"]?["bytesPerSecond"]?.integer ?? Hazard.slowBytesPerSecond
        let hazard = Hazard.reaching(operation).first {
            $0.fault(at: point, id: id, retryAfterSeconds: seconds, dripBytesPerSecond: drip) == fault
        }
        guard let hazard else { return nil }
        self.init(point, hazard)
    }
}
