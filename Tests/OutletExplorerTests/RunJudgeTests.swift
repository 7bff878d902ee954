import OutletContract
import OutletExplorer
import OutletScenarios
import Testing

/// What a run is judged to be, beside a baseline that launches a pod, stops it, pays $25 and adds a key.
@Suite struct RunJudgeTests {
    private static let pod = Effects.Pod(id: "rent_1", family: .h100, gpuCount: 1, perHour: Cents(280), isLive: false)
    private static let baseline = ClientRun(
        end: .exited(0),
        calls: [
            ClientCall(.createRental, subject: "h100-80gb", status: 200, tookEffect: true),
            ClientCall(.stopRental, ids: ["rent_1"], status: 200, tookEffect: true),
            ClientCall(.createKey, status: 200, tookEffect: true),
        ],
        effects: Effects(pods: [pod], payments: [Cents(2500)], facts: [Effects.Fact(.key, "laptop")]))

    /// The judgement of a run in which one thing went wrong.
    private func judgement(_ hazard: Hazard, at point: Point, of run: ClientRun) throws -> Judgement {
        var settings = ExplorerSettings()
        settings.depth = 1
        var explorer = Explorer(settings, from: .healthy)
        while let trial = explorer.nextTrial() {
            var taken = Self.baseline
            if trial.purpose == .search, trial.injections == [Injection(point, hazard)] { taken = run }
            taken.firedFaults = [Trial.faultID(0)]
            explorer.take(taken, of: trial)
        }
        let cell = explorer.exploration(took: .zero).cells.first { $0.injections == [Injection(point, hazard)] }
        return try #require(cell).judgement
    }

    private func run(_ end: ClientEnd, _ change: (inout ClientRun) -> Void = { _ in }) -> ClientRun {
        var run = Self.baseline
        run.end = end
        change(&run)
        return run
    }

    private var stop: Point { Point(.stopRental, 1) }
    private var launch: Point { Point(.createRental, 1) }

    @Test(
        "How it ended comes first",
        arguments: [
            (ClientEnd.timedOut, RunOutcome.hangs), (.signalled(6), .crashes), (.exited(134), .crashes),
            (.exited(2), .failsCleanly), (.threw("boom"), .failsCleanly), (.exited(0), .survives),
        ])
    func ends(end: ClientEnd, outcome: RunOutcome) throws {
        #expect(try judgement(.lostAnswer(.reset), at: launch, of: run(end)).outcome == outcome)
    }

    @Test("Exit 0 without a change that the baseline makes is a false claim")
    func claims() throws {
        let noPod = run(.exited(0)) { $0.effects.pods = [] }
        let noMoney = run(.exited(0)) { $0.effects.payments = [] }
        let noKey = run(.exited(0)) { $0.effects.facts = [] }
        let running = run(.exited(0)) { $0.effects.pods[0].isLive = true }
        for (run, words) in [
            (noPod, "no pod was launched"), (noMoney, "$25.00 were not paid"), (noKey, "the key that it makes"),
            (running, "still runs"),
        ] {
            let judgement = try judgement(.lostAnswer(.reset), at: launch, of: run)
            #expect(judgement.outcome == .claimsSuccess && judgement.message.contains(words), "\(judgement.message)")
        }
    }

    @Test("What was done more often than in the baseline and is still there was done twice, with its price")
    func twice() throws {
        let pods = run(.exited(0)) {
            $0.effects.pods.append(
                Effects.Pod(id: "rent_2", family: .h100, gpuCount: 2, perHour: Cents(560), isLive: true))
        }
        let judged = try judgement(.lostAnswer(.resetAfterEffect), at: launch, of: pods)
        #expect(judged.outcome == .doesItTwice)
        #expect(judged.left.map(\.perHour) == [Cents(560)])
        let money = run(.exited(1)) { $0.effects.payments.append(Cents(2500)) }
        #expect(try judgement(.lostAnswer(.resetAfterEffect), at: launch, of: money).outcome == .doesItTwice)
    }

    @Test("A pod that was launched twice and stopped again is no problem, nor is another family")
    func recovered() throws {
        let stopped = run(.exited(0)) { $0.effects.pods.append(Self.pod) }
        #expect(try judgement(.lostAnswer(.reset), at: launch, of: stopped).outcome == .survives)
        let other = run(.exited(0)) {
            $0.effects.pods = [Effects.Pod(id: "rent_1", family: .l40s, gpuCount: 1, perHour: Cents(95), isLive: false)]
        }
        #expect(try judgement(.error(.providerPoolEmpty), at: launch, of: other).outcome == .survives)
    }

    @Test("A pod that runs on after the client gave up is left behind")
    func leaves() throws {
        let running = run(.exited(1)) {
            $0.effects.pods[0].isLive = true
            $0.calls.removeAll { $0.operation == .stopRental }
        }
        let judged = try judgement(.error(.internalError), at: launch, of: running)
        #expect(judged.outcome == .leavesBehind)
        #expect(judged.left.map(\.kind) == [.pod])
    }

    @Test("What the client could not undo is a note")
    func excuses() throws {
        let running: (inout ClientRun) -> Void = { $0.effects.pods[0].isLive = true }
        let thrownOut = try judgement(.somebodyElse(.sessionsEnd), at: stop, of: run(.exited(1), running))
        #expect(thrownOut.outcome == .failsCleanly)
        #expect(thrownOut.notes.first?.contains("had ended the client's session") == true)

        let refused = ClientCall(
            .stopRental, ids: ["rent_1"], status: 500, error: .internalError, fault: "explore-1", isInjected: true)
        let tried = run(.exited(1)) {
            running(&$0)
            $0.calls = [Self.baseline.calls[0], refused, refused, refused]
        }
        #expect(try judgement(.lastingError(.internalError), at: stop, of: tried).outcome == .failsCleanly)

        let triedOnce = run(.exited(1)) {
            running(&$0)
            $0.calls = [Self.baseline.calls[0], refused]
        }
        #expect(try judgement(.lastingError(.internalError), at: stop, of: triedOnce).outcome == .leavesBehind)
    }

    @Test("A pod whose launch was never answered is excused only where the client looked for it to the end")
    func unknownPods() throws {
        let lost = ClientCall(
            .createRental, subject: "h100-80gb", connection: "reset", fault: "explore-1", isInjected: true,
            tookEffect: true)
        let refused = ClientCall(.listRentals, status: 500, error: .internalError, isInjected: true)
        func outcome(_ calls: [ClientCall]) throws -> RunOutcome {
            let run = run(.exited(1)) {
                $0.effects.pods[0].isLive = true
                $0.calls = calls
            }
            return try judgement(.lostAnswer(.resetAfterEffect), at: launch, of: run).outcome
        }
        #expect(try outcome([lost]) == .leavesBehind)
        #expect(try outcome([lost, refused]) == .leavesBehind)
        #expect(try outcome([lost, refused, refused]) == .failsCleanly)
        #expect(try outcome([lost, refused, ClientCall(.listRentals, status: 200, tookEffect: true)]) == .leavesBehind)
    }

    @Test("A verdict that fails is named; one that fails in the baseline as well is not held against a run")
    func verdicts() throws {
        let bad = run(.exited(0)) { $0.failedVerdicts = [ClientRun.FailedVerdict(.backsOff, "too fast")] }
        let judged = try judgement(.error(.internalError), at: launch, of: bad)
        #expect(judged.outcome == .misbehaves)
        #expect(judged.verdicts == [.backsOff] && judged.message.contains("too fast"))
    }

    @Test("Giving up after one failure that the API says to repeat is told apart from failing cleanly")
    func givesUp() throws {
        #expect(try judgement(.error(.internalError), at: launch, of: run(.exited(1))).outcome == .givesUp)
        #expect(try judgement(.lastingError(.internalError), at: launch, of: run(.exited(1))).outcome == .failsCleanly)
        #expect(try judgement(.somebodyElse(.walletEmpties), at: launch, of: run(.exited(1))).outcome == .failsCleanly)
        let neverRepeats = run(.exited(1)) { $0.failedVerdicts = [ClientRun.FailedVerdict(.retriesTransient, "never")] }
        #expect(try judgement(.lastingError(.internalError), at: launch, of: neverRepeats).outcome == .givesUp)
        #expect(try judgement(.somebodyElse(.stockSellsOut), at: launch, of: neverRepeats).outcome == .failsCleanly)
    }
}
