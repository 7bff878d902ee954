import OutletContract
import OutletScenarios

/// A scenario in plain words: what the world begins with, what goes wrong, and what is expected of the client.
struct ScenarioExplanation {
    let scenario: Scenario

    var text: String {
        var sections = [
            ([scenario.name + (scenario.why.isEmpty ? "" : ": " + scenario.why)] + time).map {
                Paragraph.wrapped($0, indent: 0, width: 100)
            }.joined(separator: "\n")
        ]
        sections.append(section("The world begins with", given))
        if scenario.faults.isEmpty {
            sections.append("Nothing is injected: every answer is the healthy one for that beginning.")
        } else {
            let faults = scenario.faults.map { "\($0.id): \(FaultExplanation(fault: $0).sentence)" }
            sections.append(section("Faults, tried from top to bottom", faults))
            sections.append("What none of them answers gets the healthy answer.")
        }
        if !scenario.expectations.isEmpty {
            sections.append(section("Expected of the client in the end", scenario.expectations.map(words)))
        }
        return sections.joined(separator: "\n\n")
    }

    private func section(_ heading: String, _ lines: [String]) -> String {
        ([heading]
            + lines.map { line in
                "  - " + Paragraph.wrapped(line, indent: 4, width: 100).dropFirst(4)
            }).joined(separator: "\n")
    }

    private var time: [String] {
        let clock = scenario.clock
        let start = clock.start.map { " from \($0.iso8601)" } ?? ""
        switch clock.mode {
        case .virtual:
            let step = clock.step.map { ", and by \($0.durationText) after each exchange" } ?? ""
            return ["Time stands still\(start) until it is moved\(step)."]
        case .live, nil:
            if let speed = clock.speed, speed != 1 {
                return ["Time runs \(Phrasing.number(speed)) times as fast as outside\(start)."]
            }
            return start.isEmpty ? [] : ["Time runs as outside\(start)."]
        }
    }

    private var given: [String] {
        (scenario.given.users ?? Given.defaultUsers).map(words) + catalogue + services
    }

    private func words(_ user: Given.User) -> String {
        var parts = [user.balance.dollars]
        parts.append(user.sid.map { "session \($0)" } ?? "not signed in")
        if let card = user.card {
            parts.append("\(card.brand) card \(card.last4)" + (card.declines ? " that declines every charge" : ""))
        }
        if let topup = user.autoTopup, topup.isEnabled {
            parts.append("auto top-up of \(topup.topupAmount.dollars) below \(topup.threshold.dollars)")
        }
        if !user.keys.isEmpty { parts.append(Phrasing.count(user.keys.count, "SSH key")) }
        parts += user.rentals.map { "a \($0.status.rawValue) rental of \($0.gpuCount) x \($0.family.rawValue)" }
        parts += user.invoices.map { "an invoice over \($0.amount.dollars), \($0.status.rawValue)" }
        return "\(user.email.text): " + parts.joined(separator: ", ")
    }

    private var catalogue: [String] {
        let given = scenario.given
        var lines: [String] = []
        if let listings = given.listings {
            let rows = listings.map { "\($0.gpuCount) x \($0.family.rawValue) at \($0.pricePerHour.dollars) an hour" }
            lines.append("a catalogue of " + (rows.isEmpty ? "nothing" : Phrasing.list(rows, "and")) + " only")
        }
        let stock = Family.allCases.compactMap { family in
            given.stockGPUs[family].map { "\($0) \(family.rawValue)" }
        }
        if !stock.isEmpty { lines.append("left in the pool: " + stock.joined(separator: ", ")) }
        return lines
    }

    private var services: [String] {
        let given = scenario.given
        var lines: [String] = []
        if given.isBillingEnabled == false { lines.append("billing disabled") }
        if case .on(let seconds) = given.maintenance {
            let wait = seconds ?? ErrorCode.maintenance.row.retryAfterSeconds ?? 0
            lines.append("maintenance, with Retry-After \(wait)")
        }
        if let providers = given.oauthProviders {
            lines.append(
                "sign-in through " + (providers.isEmpty ? "nobody" : Phrasing.list(providers.map(\.rawValue), "and")))
        }
        if given.secondCard == .replace { lines.append("a second card replaces the first") }
        if let code = given.code { lines.append("the one-time code \(code), always") }
        if let provisioning = given.provisioning { lines.append(words(provisioning)) }
        if given.webhookSecret != nil { lines.append("a webhook secret of its own") }
        return lines + limits
    }

    private func words(_ provisioning: Given.Provisioning) -> String {
        let takes = (provisioning.takes ?? Limits.provisioning).durationText
        return switch provisioning.end {
        case .running: "pods that take \(takes) to come up"
        case .failed: "pods that fail after \(takes)" + (provisioning.error.map { ": \"\($0)\"" } ?? "")
        case .stuck: "pods that never come up"
        }
    }

    private var limits: [String] {
        let limits = scenario.given.limits
        return [
            limits.requestsPerMinute.map { "\(Phrasing.count($0, "request")) a minute" },
            limits.requestsPerHour.map { "\(Phrasing.count($0, "request")) an hour" },
            limits.checkoutsPerHour.map { "\(Phrasing.count($0, "checkout")) an hour" },
            limits.codeEvery.map { "one sign-in code every \($0.durationText)" },
            limits.codeAttempts.map { "\(Phrasing.count($0, "guess")) a sign-in code" },
        ].compactMap { $0 }
    }

    private func words(_ expectation: Expectation) -> String {
        switch expectation.clause {
        case .calls(let calls):
            let answered = [calls.status.map { "\($0)" }, calls.error?.wireName].compactMap { $0 }
            let ending = answered.isEmpty ? "" : " answered with \(answered.joined(separator: " "))"
            let some = calls.conditions.isEmpty ? "" : " of a certain kind"
            return "\(words(calls.count)) to \(calls.selector.word)\(some)\(ending)"
        case .order(let selectors): return Phrasing.list(selectors.map(\.word), "and then") + " come in this order"
        case .verdict(let name): return "the verdict \(name.rawValue) passes"
        case .met(let codes): return "\(Phrasing.list(codes.map(\.wireName), "and")) is met"
        case .leaks(let count): return count == 0 ? "nothing is left running" : "\(count) resources are left running"
        case .unmatched(let count): return "\(Phrasing.count(count, "request")) match no operation"
        }
    }

    private func words(_ range: ClosedRange<Int>) -> String {
        if range.lowerBound == range.upperBound { return "exactly \(Phrasing.count(range.lowerBound, "call"))" }
        if range.upperBound == .max { return "at least \(Phrasing.count(range.lowerBound, "call"))" }
        return "\(range.lowerBound) to \(Phrasing.count(range.upperBound, "call"))"
    }
}
