import OutletContract
import OutletWire

/// How often a fault fires, when, and for whom.
extension ScenarioReader {
    mutating func counter(_ node: JSONNode, at path: String) -> FaultCounter {
        var counter = FaultCounter()
        counter.share = node["share"]?.number
        counter.nth = (node["nth"]?.oneOrMore ?? []).compactMap(\.whole).sorted()
        counter.after = node["after"]?.whole ?? 0
        counter.every = max(1, node["every"]?.whole ?? 1)
        counter.chance = node["chance"].flatMap { chance($0, at: KeyChecker.path(path, "chance")) }
        counter.inARow = node["inARow"]?.whole
        counter.times = node["times"]?.whole
        reportMisplaced("share", without: "per", node, at: path)
        reportMisplaced("inARow", without: "chance", node, at: path)
        reportZero("times", isZero: counter.times == 0, node, at: path)
        reportZero("share", isZero: counter.share == 0, node, at: path)
        let isNever = counter.chance.map { $0.from == 0 && $0.to == 0 } ?? false
        if case .object? = node["chance"]?.value {
            if isNever, let chance = node["chance"] {
                let message = "a fault whose chance stays 0 can never fire"
                report(.neverFires, at: chance, KeyChecker.path(path, "chance"), message)
            }
        } else {
            reportZero("chance", isZero: isNever, node, at: path)
        }
        let passes = { (n: Int) in n > counter.after && (n - counter.after) % counter.every == 0 }
        if !counter.nth.isEmpty, counter.nth[0] > 0, !counter.nth.contains(where: passes), let nth = node["nth"] {
            let message = "this fault can never fire: `after` and `every` let none of these pass"
            report(.neverFires, at: nth, KeyChecker.path(path, "nth"), message)
        }
        return counter
    }

    private mutating func reportZero(_ key: String, isZero: Bool, _ node: JSONNode, at path: String) {
        guard isZero, let value = node[key] else { return }
        report(.neverFires, at: value, KeyChecker.path(path, key), "a fault with `\(key): 0` can never fire")
    }

    private mutating func reportMisplaced(_ key: String, without other: String, _ node: JSONNode, at path: String) {
        guard let member = node.member(key), !node.has(other) else { return }
        report(.misplacedKey, at: member, in: path, "`\(key)` goes with `\(other)`, which this fault does not have")
    }

    private mutating func chance(_ node: JSONNode, at path: String) -> Ramp<Double>? {
        if let level = node.number { return Ramp(level) }
        guard let from = node["from"]?.number, let to = node["to"]?.number,
            let over = rampLength(node, at: path)
        else { return nil }
        return Ramp(from: from, to: to, over: over)
    }

    /// Reads the `over` of a ramp.
    private mutating func rampLength(_ node: JSONNode, at path: String) -> Span? {
        guard let over = node["over"], let length = over.span else { return nil }
        if length == .zero {
            let message = "this ramp takes no time; give it a length, as in over: \"10m\""
            report(.emptyWindow, at: over, KeyChecker.path(path, "over"), message)
        }
        return length
    }

    /// Reads `delay` or `bodyDelay`.
    mutating func delay(_ node: JSONNode, _ key: String, at path: String) -> FaultDelay? {
        guard let node = node[key] else { return nil }
        let path = KeyChecker.path(path, key)
        if let text = node.text { return FaultDelay(text) }
        guard node.members != nil, let form = delayForm(node, at: path) else { return nil }
        switch form {
        case .percentiles:
            let delay = FaultDelay(percentiles: node)
            if let delay, !delay.isAscending {
                report(.conflict, at: node, path, "the percentiles have to ascend: p50, then p95, then p99")
            }
            return delay
        case .lognormal:
            guard let median = node["median"]?.span, let sigma = node["sigma"]?.number else { return nil }
            return .lognormal(median: median, sigma: sigma)
        case .ramp:
            guard let from = node["from"]?.span, let to = node["to"]?.span, let over = rampLength(node, at: path)
            else { return nil }
            return .ramp(Ramp(from: from, to: to, over: over))
        }
    }

    /// Returns which of its three forms a delay has. Reports keys of other forms and missing keys.
    private mutating func delayForm(_ node: JSONNode, at path: String) -> FaultDelay.Form? {
        guard let form = FaultDelay.Form.allCases.first(where: { $0.keys.contains(where: node.has) }) else {
            let message = "a delay needs at least one of p50, p95 and p99, or median and sigma, or from, to and over"
            report(.missingKey, at: node, path, message)
            return nil
        }
        for other in FaultDelay.Form.allCases where other != form {
            for key in other.keys {
                guard let member = node.member(key) else { continue }
                let message =
                    "`\(key)` does not go with \(Phrase.listed(form.keys.filter(node.has).map { "`\($0)`" }, last: "and"))"
                    + "; keep one kind of delay"
                report(.conflict, at: member, in: path, message)
            }
        }
        for key in form.requiredKeys where !node.has(key) {
            let rest = Phrase.listed(form.keys.map { "`\($0)`" }, last: "and")
            report(.missingKey, at: node, path, "the key `\(key)` is missing: such a delay needs \(rest)")
        }
        return form
    }

    /// Reports a random fault without an id: its draws depend on it, and a default id changes with the fault's effect
    /// and its neighbours.
    mutating func checkID(_ node: JSONNode, at path: String, randomDelay: String?) {
        guard !node.has("id") else { return }
        let isWaitRandom = node["retryAfter"]?.text.flatMap(RetryWait.Length.init)?.isRandom == true
        let random =
            ["chance", "share"].first(where: node.has) ?? randomDelay ?? (isWaitRandom ? "retryAfter" : nil)
        guard let random else { return }
        let message = "a fault with a random \(random) needs an `id`: its draws depend on it"
        report(.needsID, at: node[random] ?? node, KeyChecker.path(path, random), message)
    }

    mutating func window(_ node: JSONNode, at path: String) -> FaultWindow {
        let window = FaultWindow(from: node["from"]?.span, until: node["until"]?.span, again: node["again"]?.span)
        reportMisplaced("again", without: "until", node, at: path)
        guard let until = node["until"], let end = window.until else { return window }
        let start = window.from ?? .zero
        guard start < end else {
            let message = "the window is empty: it ends at \(end.durationText) and begins at \(start.durationText)"
            report(.emptyWindow, at: until, KeyChecker.path(path, "until"), message)
            return window
        }
        if let again = node["again"], let period = window.again, period <= end - start {
            let message =
                "the window would never close: it is open for \((end - start).durationText) and opens again every "
                + period.durationText
            report(.conflict, at: again, KeyChecker.path(path, "again"), message)
        }
        return window
    }
}

extension FaultDelay {
    /// The kinds of delay that an object can describe.
    fileprivate enum Form: CaseIterable {
        case percentiles, lognormal, ramp

        var keys: [String] {
            switch self {
            case .percentiles: ["p50", "p95", "p99"]
            case .lognormal: ["median", "sigma"]
            case .ramp: ["from", "to", "over"]
            }
        }

        var requiredKeys: [String] { self == .percentiles ? [] : keys }
    }
}
