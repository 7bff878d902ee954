import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// The state of one API request while it is processed: what was asked, when and by whom, the engine's context, and what
/// is known so far.
///
/// Neither it nor its `World.Answer` can be copied, since both hold a dozen references.
struct RequestContext: ~Copyable {
    let request: Request
    let target: RequestTarget
    let engine: EngineContext
    let arrival: Exchange.Arrival
    /// The host's wall clock when the request arrived.
    let wall: Instant
    /// The time on the client's clock, which its cookie jar uses; nil if the world's clock is virtual.
    var clientNow: Instant?
    let caller: Caller?
    /// The fault that came with the request itself, in `X-Mock-Fault`.
    var header: Fault?
    /// The body, if it has been parsed.
    var body: BodyRead?
    /// The caller's admission, once granted.
    var admission: Admission?
    var trace = Exchange.Trace()
}
