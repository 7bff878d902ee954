internal import OutletEngine
internal import OutletWire

extension Request {
    /// Whether this is a control call. Its body may be large, so its head is judged before the body is read.
    var isControlCall: Bool { TargetParts(target).isControl }
}
