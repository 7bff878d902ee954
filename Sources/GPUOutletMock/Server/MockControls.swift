internal import OutletWire

/// What a test may do to a double of the API.
///
/// A `MockServer` is the double of its world `default`; a `MockWorld` is one of the others. All calls are safe from any
/// thread, go straight to the engine and not through a socket, and still answer when the server has stopped, so that a
/// test may look back.
public protocol MockControls: Sendable {
    /// Where it is, as text without a slash at the end: `http://localhost:4429`. See also `url` and `apiURL`.
    var address: String { get }
    /// The world that the calls are about.
    var world: MockWorld { get }
}

extension MockControls {
    /// Any call of the control plane, such as `control("GET", "report")`.
    ///
    /// - Parameters:
    ///   - method: `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    ///   - path: what follows `/__admin/`, percent-encoded, with its query.
    ///   - body: JSON text; empty for none.
    /// - Returns: the status, which is 200 for a success, and the body. Calls that answer later, `wait` and
    ///   `requests/stream`, are refused with 400.
    @discardableResult
    public func control(_ method: String, _ path: String, body: String = "") -> (status: Int, body: String) {
        let response = world.server.answer(world.request(Method(method), path, body))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    /// A control call that has to succeed; throws what it was refused for.
    @discardableResult
    func call(
        _ method: Method, _ path: String, _ body: String = "", from place: String? = nil
    ) throws(MockFailure) -> JSON {
        let response = world.server.answer(world.request(method, path, body))
        guard response.status == 200 else { throw MockFailure(response, place: place) }
        return (try? JSON.parse(response.body)) ?? .null
    }
}
