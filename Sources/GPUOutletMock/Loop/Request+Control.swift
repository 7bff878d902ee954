internal import OutletEngine
internal import OutletWire

extension Request {
    /// Whether this goes to the control plane: its body may be large, and may not come before its head was judged.
    var isControlCall: Bool { TargetParts(target).isControl }
}
