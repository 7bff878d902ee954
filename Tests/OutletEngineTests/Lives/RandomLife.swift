import OutletContract
import OutletDomain
import OutletWire

@testable import OutletEngine
@testable import OutletScenarios

/// Legal calls at odd times, drawn from a seed: all operations and control calls of the tables, with values from the
/// ends of their shapes; the stand-in pages; webhooks with right signatures; faults and whole scenarios from the key
/// tables; states with one value changed.
///
/// The tables say what there is to play, so that a new operation, control call or key is played without a line written
/// here. What has come of a life so far (ids, codes, links) is drawn from most of the time.
struct RandomLife {
    var player: LifePlayer
    var draw: ValueDraw
    /// What is to come next, the next at the end: after another state or scenario, a bit of everything.
    private var plan: [Kind] = []
    /// Where answers have led to: redirects, checkout links.
    var links: [String] = []
    /// The form of the page that was looked at last.
    var form: PageForm?
    var cursor: JSON?
    var oauthState: String?
    /// What has been called so that it was taken in.
    private var takenIn: Set<String> = []
    /// What makes sense only at once after another call.
    var followUp: FollowUp?

    enum FollowUp {
        case operation(Operation)
        case control(ControlCall)
    }

    enum Kind {
        case operation
        case time
        case settlement
        case webhook
        case page
        case control
        case changedState
        case scenario
        case fault
        case followUp
    }

    /// One step that has been taken.
    struct Taken {
        var step: LifeStep
        /// What was called, where it was taken in: an operation's or a control call's name.
        var call: String?
        var problem: String?
    }

    init(seed: Int) throws {
        player = try LifePlayer(seed: seed)
        draw = ValueDraw(seed: seed)
    }

    static let length = 150

    /// Lives from the start until something is wrong, or to the end.
    ///
    /// - Parameter before: told of each step before it is taken.
    mutating func live(before: (LifeStep) -> Void = { _ in }) -> [Taken] {
        var taken: [Taken] = []
        for number in 0..<RandomLife.length {
            // Between times, the world is held against all that must be true of one.
            taken.append(number % 25 == 24 ? take(LifeStep(.get, "/__admin/state"), before) : go(before))
            if taken.last?.problem != nil { break }
        }
        return taken
    }

    private mutating func go(_ before: (LifeStep) -> Void) -> Taken { take(nextStep(), before) }

    private mutating func take(_ step: LifeStep, _ before: (LifeStep) -> Void) -> Taken {
        before(step)
        let outcome = player.take(step)
        let call = notice(step, outcome.reply)
        if let call { takenIn.insert(call) }
        return Taken(step: step, call: call, problem: outcome.problem)
    }

    // MARK: The next step

    /// How often each kind comes, of all together.
    private static let weights: [(Kind, Int)] = [
        (.operation, 36), (.control, 20), (.time, 12), (.settlement, 10), (.page, 8), (.webhook, 5), (.fault, 3),
        (.changedState, 3), (.scenario, 3),
    ]

    private mutating func nextKind() -> Kind {
        if let kind = plan.popLast() { return kind }
        var index = draw.below(RandomLife.weights.reduce(0) { $0 + $1.1 })
        for (kind, weight) in RandomLife.weights {
            index -= weight
            if index < 0 { return kind }
        }
        return .operation
    }

    /// How many rows a world has gathered that grows with time alone.
    private var rows: Int {
        player.world.map { $0.domain.accounts.rows.reduce(0) { $0 + $1.wallet.entries.count } } ?? 0
    }

    private mutating func nextStep() -> LifeStep {
        // A heavy world makes slow steps.
        if rows > 5000 { return LifeStep(.post, "/__admin/reset") }
        var step =
            switch followUp == nil ? nextKind() : .followUp {
            case .followUp: followingUp()
            case .operation: operation()
            case .control: control()
            case .time: time()
            case .settlement: settlement()
            case .page: page()
            case .webhook: webhook()
            case .fault: LifeStep(.post, "/__admin/faults", fault())
            case .changedState: LifeStep(.put, "/__admin/state", changedState())
            case .scenario: LifeStep(.put, "/__admin/scenario", scenario())
            }
        var cookies: [String] = []
        if !draw.oneIn(30), let sid = sid() { cookies.append("sid=\(sid)") }
        if let oauthState { cookies.append("oauth_state=\(oauthState)") }
        if !cookies.isEmpty { step.headers.append(HeaderField("Cookie", cookies.joined(separator: "; "))) }
        if followUp != nil {
            followUp = nil
            return step
        }
        step.pauseMilliseconds = draw.pick([0, 0, 0, 0, 1, 999, 30_000, 3_599_999, -5000, 86_400_000]) ?? 0
        return step
    }

    /// Mostly the newest session's: it is signed in most probably.
    private mutating func sid() -> String? {
        let sids = player.world?.domain.sessions.rows.suffix(4).map(\.sid) ?? []
        return draw.oneIn(3) ? draw.pick(sids) : sids.last
    }

    /// One of a table's rows, rather one that has not been taken in yet.
    mutating func fresh<Row>(_ rows: [Row], _ name: (Row) -> String, or other: Row) -> Row {
        let draws = (0..<3).compactMap { _ in draw.pick(rows) }
        return draws.first { !takenIn.contains(name($0)) } ?? draws.first ?? other
    }

    // MARK: What came of it

    /// Takes up what an answer gives for later steps; the name of what was called, where it was taken in.
    private mutating func notice(_ step: LifeStep, _ reply: Reply) -> String? {
        let target = RequestTarget(Request(method: step.method, target: step.target))
        let location = reply.header("Location")
        for link in [location, reply.json["checkoutUrl"]?.string, reply.json["url"]?.string].compactMap({ $0 }) {
            if links.count > 8 { links.removeFirst() }
            links.append(RandomLife.path(ofLink: link))
        }
        if case .string? = reply.json["nextCursor"] { cursor = reply.json["nextCursor"] }
        if let state = location.flatMap({ RandomLife.parameter("state", of: $0) }) { oauthState = state }
        guard reply.status < 400 else { return nil }
        switch target.destination {
        case .api:
            guard case .found(let operation, _) = target.match, reply.header("X-Mock-Fault-Id") == nil else {
                return nil
            }
            if operation == .requestCode { followUp = .operation(.verifyCode) }
            return operation.wireName
        case .control:
            let path = target.path.dropFirst("/__admin".utf8.count)
            guard case .found(let call, _) = ControlCall.match(step.method, path.isEmpty ? "/" : String(path)) else {
                return nil
            }
            if call == .addFault, draw.oneIn(2) {
                followUp = .control(draw.oneIn(2) ? .removeFault : .replaceFault)
            }
            if call == .importState || call == .putScenario { plan = RandomLife.aBitOfEverything }
            return call.rawValue
        case .page:
            form = step.method == .get ? PageForm(html: reply.response.body, target: step.target) : nil
            return step.method == .get ? "open a page" : "press on a page"
        case .browser: return nil
        }
    }

    /// What a world of another origin has to live through.
    private static let aBitOfEverything: [Kind] = [
        .time, .operation, .settlement, .operation, .settlement, .time, .operation, .operation, .settlement, .page,
        .time, .operation, .operation, .settlement, .time, .settlement, .operation,
    ]

    private static func path(ofLink link: String) -> String {
        guard let scheme = link.firstRange(of: "://") else { return link }
        let rest = link[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }

    private static func parameter(_ name: String, of link: String) -> String? {
        let query = link.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        return PercentCoding.pairs(query).first { $0.name == name }?.value
    }
}
