internal import OutletWire

/// The calls that a test can make to control a double of the API.
///
/// A `MockServer` controls its world `default`, a `MockWorld` the world of its name. All calls are thread-safe, go
/// directly to the engine rather than through a socket, and still work after the server has stopped, so that a test can
/// inspect what happened.
public protocol MockControls: Sendable {
    /// The double's address, without a trailing slash: `http://localhost:4429`. See also `url` and `apiURL`.
    var address: String { get }
    /// The world that the calls apply to.
    var world: MockWorld { get }
}

extension MockControls {
    /// Makes any call of the control plane, such as `control("GET", "report")`.
    ///
    /// - Parameters:
    ///   - method: `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    ///   - path: the part after `/__admin/`, percent-encoded, with its query.
    ///   - body: JSON text; empty for none.
    /// - Returns: the status (200 on success) and the body. Calls that answer later, `wait` and `requests/stream`, are
    ///   refused with 400.
    @discardableResult
    public func control(_ method: String, _ path: String, body: String = "") -> (status: Int, body: String) {
        let response = world.server.answer(world.request(Method(method), path, body))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    /// Makes a control call; throws if it is refused.
    @discardableResult
    func call(
        _ method: Method, _ path: String, _ body: String = "", from place: String? = nil
    ) throws(MockFailure) -> JSON {
        let response = world.server.answer(world.request(method, path, body))
        guard response.status == 200 else { throw MockFailure(response, place: place) }
        return (try? JSON.parse(response.body)) ?? .null
    }
}
