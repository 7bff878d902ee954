import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// What one request of the API is in the middle of: what was asked, when and by whom, what holds for the whole engine,
/// and what has been found out so far.
///
/// It is not copied on its way, and neither is its `World.Answer`: both hold a dozen references.
struct RequestContext: ~Copyable {
    let request: Request
    let target: RequestTarget
    let engine: EngineContext
    let arrival: Exchange.Arrival
    /// What the machine's clock said when it arrived.
    let wall: Instant
    /// What the client's clock says, which its cookie jar goes by; nil where the world's clock is virtual.
    var clientNow: Instant?
    let caller: Caller?
    /// The fault that came with the request itself, in `X-Mock-Fault`.
    var header: Fault?
    /// The body, where somebody has read it.
    var body: BodyRead?
    /// How the caller was let in, once it has been.
    var admission: Admission?
    var trace = Exchange.Trace()
}
