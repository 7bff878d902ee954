import OutletContract
import OutletDomain
import OutletWire

/// What an operation may read: the request, decoded by the operation's own shapes.
extension RequestContext {
    /// The base of links to this server: scheme, authority and the world's prefix.
    ///
    /// - Parameter app: the front end's URL, if one is configured.
    func links(app: String?) -> Links { engine.links(for: request, target, app: app) }

    /// The caller's admission; only for operations whose row needs a session.
    var admitted: Admission {
        // Always so: the walk admits a caller before it performs what needs one, and both read the operation's row.
        guard let admission else { preconditionFailure("an operation was performed without a session") }
        return admission
    }

    var user: UserID { admitted.user }

    /// The `{id}` of the path.
    var id: String { self["id"] }

    /// A `{parameter}` of the path.
    subscript(parameter: String) -> String { trace.route?[parameter] ?? "" }

    /// The query as an object, checked against the operation's shape.
    func query(of operation: Operation) throws(APIError) -> JSONObject {
        let shape = operation.queryShape
        let object = shape.object(fromQuery: PercentCoding.pairs(target.query))
        try shape.check(object)
        return object
    }

    /// The body as an object, checked against the operation's shape. Operations without a body shape do not call this;
    /// a body sent to them is ignored.
    func body(of operation: Operation) throws(APIError) -> JSONObject {
        // Always so: only operations whose row has a body shape read one.
        guard let shape = operation.bodyShape else { preconditionFailure("\(operation) takes no body") }
        let object = try bodyObject()
        try shape.check(object)
        return object
    }

    /// The body as an object. A missing body is `{}`, which only a shape with required fields refuses.
    private func bodyObject() throws(APIError) -> JSONObject {
        guard !request.body.isEmpty else { return JSONObject() }
        if let coding = request.contentCoding { throw .encoded(coding) }
        guard RequestContext.isJSON(request.header("content-type")) else {
            throw .invalid("content-type", "must be application/json")
        }
        let json: JSON
        switch (body ?? BodyRead(request)).result {
        case .success(let value): json = value
        case .failure(let error): throw .invalid("body", "is not JSON: \(error)")
        }
        guard let object = json.object else { throw .invalid("body", "must be an object, not \(json.kind)") }
        return object
    }

    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        if contentType == "application/json" { return true }
        let type = contentType.prefix { $0 != ";" }.lowercased()
        let trimmed = type.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        let name = String(trimmed)
        return name == "application/json" || (name.hasPrefix("application/") && name.hasSuffix("+json"))
    }
}

extension Request {
    /// The coding in `Content-Encoding`; nil if the body is not encoded.
    var contentCoding: String? {
        guard let coding = header("content-encoding"), !coding.isEmpty, coding.lowercased() != "identity" else {
            return nil
        }
        return coding
    }
}
