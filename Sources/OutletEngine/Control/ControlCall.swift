import OutletContract
package import OutletWire

/// The calls of the control plane, one route table row each. Paths are relative to `/__admin`.
package enum ControlCall: String, CaseIterable, Hashable, Sendable {
    case panel
    case health
    case ready
    case version
    case errors
    case operations
    case openAPI
    case controlOpenAPI
    case listWorlds
    case dropWorld
    case listScenarios
    case getScenario
    case putScenario
    case checkScenario
    case exportScenario
    case overview
    case scenarioSchema
    case docs
    case docsPage
    case listFaults
    case addFault
    case setFault
    case removeFault
    case replaceFault
    case explainFault
    case setPhase
    case turnDials
    case happen
    case getTimeline
    case getClock
    case advanceClock
    case setClock
    case listRequests
    case getRequest
    case listUnmatched
    case searchRequests
    case conversation
    case explainRequest
    case streamRequests
    case clearRequests
    case verify
    case wait
    case report
    case coverageScenarios
    case metrics
    case timeseries
    case listMessages
    case latestMessage
    case settleCheckout
    case settleSetup
    case settleInvoice
    case settleRental
    case exportState
    case importState
    case reset

    package struct Row: Sendable {
        package var method: Method
        package var path: String
        package var summary: String
        /// Whether the call is about the whole server, whichever world's prefix it is called under.
        package var isServerWide = false
        /// Whether the call is answered without the admin token.
        package var isOpen = false
    }

    package var row: Row {
        switch self {
        case .panel: Row(.get, "/", "The control panel, a page for people", isServerWide: true, isOpen: true)
        case .health: Row(.get, "/health", "Whether the server is healthy", isServerWide: true, isOpen: true)
        case .ready:
            Row(.get, "/ready", "Whether it takes requests; 503 while stopping", isServerWide: true, isOpen: true)
        case .version: Row(.get, "/version", "Which build this is", isServerWide: true, isOpen: true)
        case .errors: Row(.get, "/errors", "The error catalogue", isServerWide: true)
        case .operations: Row(.get, "/operations", "The operations", isServerWide: true)
        case .openAPI: Row(.get, "/openapi.json", "The API as an OpenAPI 3.1 document", isServerWide: true)
        case .controlOpenAPI:
            Row(.get, "/control.openapi.json", "The control plane as an OpenAPI 3.1 document", isServerWide: true)
        case .listWorlds: Row(.get, "/worlds", "The worlds that exist", isServerWide: true)
        case .dropWorld: Row(.delete, "/worlds/{name}", "Forget a world", isServerWide: true)
        case .listScenarios: Row(.get, "/scenarios", "The scenarios that are loaded", isServerWide: true)
        case .getScenario: Row(.get, "/scenario", "The scenario that runs")
        case .putScenario: Row(.put, "/scenario", "Run another scenario; resets the world")
        case .checkScenario:
            Row(
                .post, "/check", "What is wrong with a scenario's text, by line and column; puts nothing in force",
                isServerWide: true)
        case .exportScenario:
            Row(
                .get, "/export",
                "A scenario file that begins as this world began and does what control calls did, as a timeline")
        case .overview: Row(.get, "/overview", "Everything about the world that changes, at a glance")
        case .scenarioSchema:
            Row(.get, "/scenario.schema.json", "The JSON Schema of scenario files", isServerWide: true)
        case .docs: Row(.get, "/docs", "The reference, pages for people", isServerWide: true, isOpen: true)
        case .docsPage: Row(.get, "/docs/{topic}", "One page of the reference", isServerWide: true, isOpen: true)
        case .listFaults: Row(.get, "/faults", "The faults, with how often each matched and fired")
        case .addFault: Row(.post, "/faults", "Add a fault before all others")
        case .setFault: Row(.put, "/faults/{id}", "Switch a fault on or off")
        case .removeFault: Row(.delete, "/faults/{id}", "Remove a fault")
        case .replaceFault: Row(.post, "/faults/{id}", "Put another fault in the place of one, its counters at zero")
        case .explainFault:
            Row(
                .post, "/explain", "Say what a fault would do, or what is wrong with it; adds none", isServerWide: true)
        case .setPhase: Row(.put, "/phase", "Move the scenario to a phase")
        case .turnDials:
            Row(
                .patch, "/given",
                "Change stock, billing, maintenance, limits, provisioning, balances or prices without a reset")
        case .happen: Row(.post, "/events", "Be somebody else: let sessions end, pods fail, stock sell out, …")
        case .getTimeline: Row(.get, "/timeline", "The steps of the scenario's timeline: how often done, and when due")
        case .getClock: Row(.get, "/clock", "The world's time")
        case .advanceClock: Row(.post, "/clock/advance", "Move the world's time forward")
        case .setClock: Row(.put, "/clock", "Set the world's time, mode or speed")
        case .listRequests: Row(.get, "/requests", "The journal")
        case .getRequest: Row(.get, "/requests/{n}", "One exchange")
        case .listUnmatched:
            Row(.get, "/requests/unmatched", "Requests that matched no operation, with the nearest one")
        case .searchRequests:
            Row(
                .get, "/requests/search",
                "The journal from its newest entry on, a line for each, and how many there are")
        case .conversation:
            Row(.get, "/requests/{n}/conversation", "What the same client asked before and after an exchange")
        case .explainRequest:
            Row(.get, "/requests/{n}/explain", "Which fault fired, and why each fault above it did not")
        case .streamRequests: Row(.get, "/requests/stream", "The journal as server-sent events")
        case .verify: Row(.post, "/verify", "Judge the scenario's expectations, or a list of them")
        case .wait: Row(.get, "/wait", "Wait until a number of calls has come")
        case .report: Row(.get, "/report", "Verdicts on the clients, coverage and leaks")
        case .coverageScenarios:
            Row(
                .get, "/report/scenarios", "Which shipped scenario leads a client to each cell of the coverage",
                isServerWide: true)
        case .metrics: Row(.get, "/metrics", "Counts of the whole server for Prometheus", isServerWide: true)
        case .timeseries:
            Row(.get, "/timeseries", "Traffic over time by outcome, its latency, and what was done meanwhile")
        case .clearRequests: Row(.delete, "/requests", "Empty the journal")
        case .listMessages: Row(.get, "/outbox", "The emails that were sent")
        case .latestMessage: Row(.get, "/outbox/latest", "The newest email")
        case .settleCheckout: Row(.post, "/checkout/{id}", "Be Stripe: settle a checkout")
        case .settleSetup: Row(.post, "/setup/{id}", "Be Stripe: settle a card set-up")
        case .settleInvoice: Row(.post, "/invoices/{id}", "Be Stripe: settle an invoice")
        case .settleRental: Row(.post, "/rentals/{id}", "Be the provider: let a pod fail, or end it")
        case .exportState: Row(.get, "/state", "The whole world as a document")
        case .importState: Row(.put, "/state", "Replace the whole world by such a document")
        case .reset: Row(.post, "/reset", "Take the world back to its scenario's start")
        }
    }

    /// Whether the call changes anything.
    package var isWriting: Bool { row.method != .get && !isAsking }

    /// Whether the call only asks, but with a body that is too long for a query.
    private var isAsking: Bool { self == .verify || self == .checkScenario || self == .explainFault }

    /// Whether anybody may make the call under any host name, as load balancers and orchestrators do.
    var isProbe: Bool { self == .health || self == .ready || self == .version }

    static func match(_ method: Method, _ path: String) -> RouteTable<ControlCall>.Match {
        table.match(method, path)
    }

    private static let table = {
        var table = RouteTable<ControlCall>()
        for call in allCases { table.add(call, call.row.method, at: call.row.path) }
        return table
    }()
}

extension ControlCall.Row {
    fileprivate init(
        _ method: Method, _ path: String, _ summary: String, isServerWide: Bool = false, isOpen: Bool = false
    ) {
        self.init(method: method, path: path, summary: summary, isServerWide: isServerWide, isOpen: isOpen)
    }
}
