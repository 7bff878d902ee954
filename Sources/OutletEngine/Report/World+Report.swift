import OutletContract
import OutletDomain
import OutletScenarios

/// What a world can say about its clients.
extension World {
    var report: Report {
        var report = Report(verdicts: verdicts, coverage: Coverage(journal.lifetime), leaks: leaks)
        if scenario.isDrill { report.drills = [drill] }
        return report
    }

    /// How the scenario came out as a drill.
    var drill: Drill {
        let findings = expectationJudge.failures(of: scenario.expectations)
        let results = scenario.expectations.enumerated().map { index, expectation in
            let finding = findings.first { $0.index == index }
            return Drill.Result(
                expectation: expectation.explanation, outcome: finding?.outcome ?? .pass, actual: finding?.actual)
        }
        return Drill(world: name, scenario: scenario.name, results: results, steps: drillSteps)
    }

    package var verdicts: [Verdict] { journal.judge.verdicts(world: name, now: now) }

    var expectationJudge: ExpectationJudge {
        ExpectationJudge(
            journal: journal, verdicts: verdicts, leaks: leaks, startedAt: startedAt, now: now, phase: run.phase)
    }

    /// Pods that run or will run, whoever launched them; and the keys and sessions that were not there at the start.
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
