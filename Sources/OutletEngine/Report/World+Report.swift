import OutletContract
import OutletDomain
import OutletScenarios

/// What a world can report about its clients.
extension World {
    var report: Report { report(isDetailed: true) }

    /// - Parameter isDetailed: whether the report says how the world went, instead of only counting it.
    func report(isDetailed: Bool) -> Report {
        let leaks = leaks
        var report = Report(verdicts: verdicts.map(told), coverage: Coverage(journal.lifetime), leaks: leaks)
        let findings = expectationJudge.failures(of: scenario.expectations)
        if scenario.isDrill { report.drills = [drill(findings)] }
        report.unexpectedLeaks = findings.filter { finding in
            if case .leaks = scenario.expectations[finding.index].clause { finding.outcome == .fail } else { false }
        }.map { "expected \($0.expected) in @\(name), but \($0.actual)" }
        if !journal.isUntouched || scenario.isDrill {
            if isDetailed { report.worlds = [reported(results(findings))] } else { report.furtherWorlds = 1 }
        }
        return report
    }

    /// The scenario's result as a drill.
    var drill: Drill { drill(expectationJudge.failures(of: scenario.expectations)) }

    private func drill(_ findings: [ExpectationFailure]) -> Drill {
        Drill(world: name, scenario: scenario.name, results: results(findings), steps: drillSteps)
    }

    private func results(_ findings: [ExpectationFailure]) -> [Drill.Result] {
        scenario.expectations.enumerated().map { index, expectation in
            let finding = findings.first { $0.index == index }
            return Drill.Result(
                expectation: expectation.explanation, outcome: finding?.outcome ?? .pass, actual: finding?.actual)
        }
    }

    /// The verdict with its evidence put into words.
    private func told(_ verdict: Verdict) -> Verdict {
        var verdict = verdict
        verdict.evidence = told(verdict.evidence)
        for place in verdict.clients.indices { verdict.clients[place].evidence = told(verdict.clients[place].evidence) }
        return verdict
    }

    private func told(_ evidence: [Verdict.Evidence]) -> [Verdict.Evidence] {
        var former: Exchange?
        return evidence.map { row in
            guard let exchange = journal[number: row.request] else { return row }
            var row = row
            let pause = former.flatMap { Mark($0).gap(to: exchange) }
            row.line = "\(exchange.requestLine) → \(exchange.answerWords)"
            if let pause, let former { row.line? += ", \(pause.description) after request \(former.number)" }
            former = exchange
            return row
        }
    }

    package var verdicts: [Verdict] { journal.judge.verdicts(world: name, now: now) }

    var expectationJudge: ExpectationJudge {
        ExpectationJudge(
            journal: journal, verdicts: verdicts, leaks: leaks, startedAt: startedAt, now: now, phase: run.phase)
    }

    /// Pods that run or will run, whoever launched them, and the keys and sessions that did not exist at the start.
    var leaks: [Leak] { rentalLeaks + keyLeaks + sessionLeaks }

    private var rentalLeaks: [Leak] {
        domain.rentals.rows.filter { [.provisioning, .running].contains($0.status) }.map { rental in
            Leak(
                world: name, kind: .rental, id: rental.id, user: domain[rental.user].email.text,
                perHour: rental.pricePerHour)
        }
    }

    private var keyLeaks: [Leak] {
        domain.accounts.rows.flatMap { account in
            let given = givenUsers.first { $0.email == account.email }?.keys.map(\.name) ?? []
            return account.keys.all.filter { $0.createdAt > startedAt || !given.contains($0.name) }.map {
                Leak(world: name, kind: .key, id: $0.id, user: account.email.text)
            }
        }
    }

    private var sessionLeaks: [Leak] {
        let given = Set(givenUsers.compactMap(\.sid))
        return domain.sessions.rows.filter { $0.isValid(at: now) && !given.contains($0.sid) }.map { session in
            Leak(
                world: name, kind: .session, id: "\(session.sid.prefix(4))…", user: domain[session.user].email.text)
        }
    }

    private var givenUsers: [Given.User] { scenario.given.users ?? Given.defaultUsers }
}
