internal import OutletWire

/// A test's own double of the API: where it is, and what a test may do to it.
///
/// Its calls go straight to the engine, not through a socket, and are safe from any thread.
public struct MockWorld: Sendable {
    /// The name in its address: a scenario's, with anything behind a `~`.
    public let name: String
    private let server: MockServer

    init(name: String, server: MockServer) {
        self.name = name
        self.server = server
    }

    /// `http://localhost:4429/@name`
    public var url: String { "\(server.url)/@\(name)" }

    /// What a client takes for the API's base: `http://localhost:4429/@name/v1`.
    public var apiURL: String { "\(url)/v1" }

    /// Moves the world's clock forward; whatever falls due on the way happens, in order.
    public func advance(by span: Duration) throws(MockServerError) {
        let milliseconds = span.components.seconds * 1000 + span.components.attoseconds / 1_000_000_000_000_000
        try call(.post, "clock/advance", JSON.object(["by": .string("\(milliseconds)ms")]).text)
    }

    /// Puts the world back to its scenario's start: state, clock, counters and journal.
    public func reset() throws(MockServerError) { try call(.post, "reset") }

    /// Adds a fault before all others, written as in a scenario file:
    /// `{ on: "createRental", times: 1, error: "provider_error" }`.
    public func addFault(_ fault: String) throws(MockServerError) {
        try call(.post, "faults", MockWorld.strict(fault))
    }

    /// Turns dials without a reset, written as `given` in a scenario file: `{ stock: { "h100-80gb": 0 } }`.
    public func turn(_ dials: String) throws(MockServerError) {
        try call(.patch, "given", MockWorld.strict(dials))
    }

    /// Judges what the scenario expects of the client.
    ///
    /// - Throws: `refused`, with what was expected, what came, and what came closest.
    public func verify() throws(MockServerError) { try call(.post, "verify") }

    /// The one-time code in the newest email to an address; nil where there is none.
    public func code(sentTo address: String) -> String? {
        let answer = control("GET", "outbox/latest?to=\(PercentCoding.encoded(address))")
        return (try? JSON.parse(answer.body))?["code"]?.string
    }

    /// Any other call of the control plane: `control("GET", "requests?status=503")`. Bodies are JSON text.
    public func control(_ method: String, _ path: String, body: String = "") -> (status: Int, body: String) {
        let response = server.answer(
            Request(
                method: Method(method), target: "/@\(name)/__admin/\(path)",
                headers: [HeaderField("Host", "localhost"), HeaderField("Content-Type", "application/json")],
                body: Array(body.utf8)))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    private func call(_ method: Method, _ path: String, _ body: String = "") throws(MockServerError) {
        let answer = control(method.name, path, body: body)
        guard answer.status != 200 else { return }
        let document = try? JSON.parse(answer.body)
        let details = document?["details"]?.object?.members.map { "; \($0.key): \($0.value.string ?? "")" } ?? []
        let message = document?["message"]?.string ?? answer.body
        throw .refused(status: answer.status, message: message + details.joined())
    }

    /// Control calls take plain JSON; here the everyday liberties of scenario files are welcome.
    private static func strict(_ text: String) throws(MockServerError) -> String {
        do throws(JSONSyntaxError) {
            return try JSON.parse(text, dialect: .relaxed).text
        } catch {
            throw .refused(status: 400, message: error.description)
        }
    }
}
