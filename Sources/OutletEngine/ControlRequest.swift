import OutletContract
import OutletWire

/// One call of the control plane, decoded by the call's own shapes.
struct ControlRequest {
    let call: ControlCall
    let request: Request
    let parameters: [RouteTable<ControlCall>.Parameter]
    let now: HostTime
    /// In the shape of the call.
    let query: JSONObject
    let body: JSONObject

    init(
        _ call: ControlCall, _ parameters: [RouteTable<ControlCall>.Parameter], _ request: Request, query: String,
        at now: HostTime
    ) throws(Refusal) {
        self.call = call
        self.request = request
        self.parameters = parameters
        self.now = now
        do throws(APIError) {
            let shape = call.queryShape
            self.query = shape.object(fromQuery: PercentCoding.pairs(query))
            try shape.check(self.query)
            // A list, which has a reader of its own.
            self.body = call == .verify ? JSONObject() : try ControlRequest.object(request.body)
            if let shape = call.bodyShape { try shape.check(body) }
        } catch {
            throw Refusal(error)
        }
    }

    subscript(parameter name: String) -> String { parameters.first { $0.name == name }?.value ?? "" }

    private static func object(_ bytes: [UInt8]) throws(APIError) -> JSONObject {
        guard !bytes.isEmpty else { return JSONObject() }
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON.parse(bytes)
        } catch {
            throw .invalid("body", "is not JSON: \(error)")
        }
        guard let object = json.object else { throw .invalid("body", "must be an object, not \(json.kind)") }
        return object
    }
}
