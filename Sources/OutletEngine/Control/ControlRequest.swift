import OutletContract
import OutletWire

/// One call of the control plane, decoded by the shapes of the call.
struct ControlRequest {
    let call: ControlCall
    let request: Request
    let parameters: [RouteTable<ControlCall>.Parameter]
    let now: HostTime
    /// Checked by the call's shape.
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
            let pairs = PercentCoding.pairs(query)
            try call.checkNames(of: pairs)
            self.query = call.queryShape.object(fromQuery: pairs)
            try call.queryShape.check(self.query)
            if !request.body.isEmpty, let coding = request.contentCoding { throw .encoded(coding) }
            self.body =
                call.readsBodyItself
                ? ControlRequest.relaxed(request.body) : try ControlRequest.object(request.body)
            if let shape = call.bodyShape { try shape.check(body) }
        } catch {
            throw Refusal(error)
        }
    }

    /// A duration from the query or the body, which the shape has already checked.
    func span(_ name: String) -> Span? {
        guard let value = query[name] ?? body[name] else { return nil }
        return try? Span.read(value)
    }

    subscript(parameter name: String) -> String { parameters.first { $0.name == name }?.value ?? "" }

    /// What can be read of a document that has its own reader. That reader reports the mistakes.
    private static func relaxed(_ bytes: [UInt8]) -> JSONObject {
        (try? JSONNode.parse(bytes, dialect: .relaxed).json)?.object ?? JSONObject()
    }

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

extension ControlCall {
    /// Whether the body need not be an object of strict JSON.
    fileprivate var readsBodyItself: Bool {
        switch self {
        case .verify, .happen, .checkScenario, .explainFault, .putScenario, .addFault, .replaceFault: true
        default: false
        }
    }

    /// Refuses unknown parameters, which would do nothing, and parameters given twice, as one value would do nothing.
    /// Open calls are exempt: probes and browsers add parameters of their own.
    fileprivate func checkNames(of pairs: [(name: String, value: String)]) throws(APIError) {
        guard !row.isOpen else { return }
        let known = queryShape.fields.map(\.name)
        let taken = known.isEmpty ? "it takes none" : "it takes \(FieldType.listed(known))"
        var seen: Set<String> = []
        var problems: [FieldProblem] = []
        for (name, value) in pairs.prefix(20) {
            if !known.contains(name) {
                let nearest = Spelling.question(name, among: known)
                problems.append(
                    FieldProblem(name, "is not a parameter of this call; \(taken)\(nearest)"))
            } else if !seen.insert(name).inserted {
                problems.append(FieldProblem(name, "is given twice; give it once"))
            } else if case .email = queryShape[name]?.type, value.contains(" ") {
                problems.append(FieldProblem(name, "must be an address; a '+' in a query means a blank: write %2B"))
            }
        }
        guard problems.isEmpty else { throw APIError(.validationFailed, details: problems) }
    }
}
