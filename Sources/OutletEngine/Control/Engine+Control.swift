import OutletContract
import OutletScenarios
import OutletWire

/// The control plane: who may call it, and the calls that are about the whole server. Calls about one world are in
/// `World+Control.swift`. Control calls are not exchanges: no number, no journal entry, no clock step.
extension Engine {
    mutating func control(_ request: Request, _ target: RequestTarget, at now: HostTime) throws(Refusal) -> Reply {
        switch try admitted(request, target) {
        case .wrongMethod(let allowed) where request.method == .options:
            return Reply(withCommonHeaders(CommonHeaders.preflight(request, context, allowed: allowed), request))
        case .wrongMethod(let allowed):
            var response = Refusal.wrongMethod(request.method, target.path, allowed: allowed).response
            response.set("Allow", World.allowField(allowed))
            return Reply(withCommonHeaders(response, request))
        case .unknown:
            throw .notFound("There is no \(target.path) in the control plane")
        case .found(let call, let parameters):
            if let reply = try postpone(call, request, target, at: now) { return reply }
            // Long calls run elsewhere, on a copy, while the loop goes on.
            if postponesLongCalls { context.configuration.observer?.begins(target.world, .control(call), 0) }
            let asked = try ControlRequest(call, parameters, request, query: target.query, at: now)
            if let reply = try observe(asked, target) { return reply }
            let json = try perform(asked, target)
            var reply = Reply(withCommonHeaders(Response(json: json), request))
            if call.isWriting, let index = worlds.index(of: target.world) {
                reply.did = worlds[index].journal.marks.last { $0.cause == .control(call) }?.text
            }
            return reply
        }
    }

    /// Checks by the request's head alone whether the caller may make this call, and returns its route.
    func admitted(_ request: Request, _ target: RequestTarget) throws(Refusal) -> RouteTable<ControlCall>.Match {
        let path = target.path.dropFirst("/__admin".utf8.count)
        let match = ControlCall.match(request.method, path.isEmpty ? "/" : String(path))
        guard case .found(let call, _) = match else {
            try guardControl(request)
            return match
        }
        if !call.isProbe { try guardControl(request) }
        if !call.row.isOpen { try checkToken(request) }
        return match
    }

    /// Refuses requests from pages of foreign origins, whatever they ask, and requests under a foreign host name.
    private func guardControl(_ request: Request) throws(Refusal) {
        let host = request.header("host")
        guard context.origins.admitsToControl(host: host) else {
            let name = host ?? ""
            throw Refusal(
                .foreignOrigin,
                "The control plane is called as localhost, not as \(name); --allow-origin http://\(name) allows it")
        }
        let origin = request.header("origin")
        if let origin, !context.origins.admitsToControl(origin, request) {
            throw Refusal(
                .foreignOrigin,
                "Pages of \(origin) may not call the control plane; --allow-origin \(origin) allows them")
        }
        // Without `Origin`, the browser does not say which page sent the request.
        let site = request.header("sec-fetch-site")?.lowercased()
        if site == "cross-site", !(origin.map(context.origins.isAllowed) ?? false) {
            throw Refusal(.foreignOrigin, "Pages of other sites may not call the control plane")
        }
    }

    private func checkToken(_ request: Request) throws(Refusal) {
        guard let token = context.configuration.adminToken else { return }
        guard let given = request.header("authorization") else {
            throw Refusal(
                .tokenRequired, "This server was started with --admin-token; send Authorization: Bearer TOKEN")
        }
        let parts = given.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw Refusal(
                .tokenRequired, "Authorization is not of the form Bearer TOKEN, with the token of --admin-token")
        }
        guard HMACSHA256.areEqual(Array(parts[1].utf8), Array(token.utf8)) else {
            var refusal = Refusal(.tokenRequired, "The token is not the one that this server was started with")
            refusal.rejectsToken = true
            throw refusal
        }
    }

    private mutating func perform(_ asked: ControlRequest, _ target: RequestTarget) throws(Refusal) -> JSON {
        switch asked.call {
        case .health: return health
        case .ready:
            guard !isStopping else { throw Refusal(status: 503, .maintenance, "The server is stopping") }
            return ["ready": true]
        case .version: return ["name": "gpuoutlet-mock", "version": .string(context.configuration.version)]
        case .errors: return ContractTables.errors
        case .scenarioSchema: return ScenarioSchema.document
        case .operations: return ContractTables.operations
        case .openAPI: return OpenAPIDocument.contract
        case .controlOpenAPI: return OpenAPIDocument.control
        case .listWorlds: return ["worlds": .array(worlds.sortedIndices.map { worlds[$0].summary })]
        case .dropWorld:
            let name = asked[parameter: "name"]
            guard dropWorld(name) else {
                throw .notFound("There is no world '\(name)'\(Spelling.question(name, among: worlds.sortedNames))")
            }
            return ["ok": true]
        case .listScenarios:
            return [
                "scenarios": .array(
                    library.names.compactMap { library[$0] }.map { ["name": .string($0.name), "why": .string($0.why)] }),
                "default": .string(library.defaultName),
            ]
        case .checkScenario: return ScenarioCheck.json(asked.request.body)
        case .explainFault: return ScenarioCheck.fault(asked.request.body)
        case .coverageScenarios: return CoverageScenarios.json
        case .putScenario: return try begin(target.world, asked, with: try scenario(asked))
        case .reset: return try begin(target.world, asked, with: nil)
        default:
            let links = context.links(for: asked.request, target, app: nil)
            return try withWorld(target.world, creating: asked.call.isWriting, at: asked.now) {
                (world) throws(Refusal) -> JSON in
                let before = world.elapsed
                let answer = try world.perform(asked, links)
                world.keep(asked, at: before)
                return answer
            }
        }
    }

    private var health: JSON {
        [
            "status": reloadProblems.isEmpty ? "ok" : "scenarios_not_reloaded", "worlds": .integer(worlds.count),
            "scenarios": .integer(library.names.count),
            "problems": .array(reloadProblems.map(JSON.string)),
        ]
    }

    /// The scenario that a `PUT scenario` asks for: a loaded one by name, or a whole document.
    private func scenario(_ asked: ControlRequest) throws(Refusal) -> Scenario {
        if asked.body.keys == ["name"], let name = asked.body["name"]?.string {
            guard let scenario = library[name] else {
                let nearest = Spelling.question(name, among: library.names)
                throw Refusal(.unknownScenario, "no scenario '\(name)' is loaded\(nearest)")
            }
            return scenario
        }
        do throws(ProblemList) {
            return try Scenario.read(asked.request.body, source: "scenario", defaultName: "posted")
        } catch {
            throw Refusal(error)
        }
    }
}

extension Refusal {
    /// A refusal for a document that the scenario reader rejected: every mistake, by its path.
    init(_ list: ProblemList) {
        self.init(
            APIError(
                .validationFailed, message: list.sentences,
                details: list.problems.map {
                    FieldProblem($0.location.path.isEmpty ? "body" : $0.location.path, $0.sentence)
                }
            ))
    }
}
