import OutletContract
import OutletDomain

extension Refusal {
    /// The refusal of every call to a world that has broken one of its own rules.
    static func closed(_ world: String, _ invariant: Invariant) -> Refusal {
        var refusal = Refusal(
            status: 500, .internalError,
            "This world is closed: it broke its own rule that \(invariant.rawValue). That is a bug in gpuoutlet-mock; "
                + "please report it. POST /@\(world)/__admin/reset starts it over; other worlds go on")
        refusal.complaint = "the world '\(world)' is closed: it broke its own rule that \(invariant.rawValue)"
        return refusal
    }
}
