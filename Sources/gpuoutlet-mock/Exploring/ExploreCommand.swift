import GPUOutletMock
import OutletContract
import OutletEngine
import OutletExplorer
import OutletScenarios
import OutletWire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `explore [SCENARIO] -- COMMAND [ARG…]`: shows what a client does when things go wrong.
struct ExploreCommand {
    private let invocation: Invocation
    private let streams: Streams
    private let scenario: Scenario
    private let command: ClientCommand

    static func run(
        _ invocation: Invocation, streams: Streams, environment: [String: String] = ProcessEnvironment.read()
    ) throws(UsageError) -> ExitCode {
        let command = try ExploreCommand(invocation, streams, environment)
        // Block signals before any thread exists.
        let interrupts = Interrupts()
        defer { interrupts.end() }
        if invocation.given(.replay) != nil { return try command.replay(interrupts) }
        do throws(ReportFolder.Refusal) {
            let folder = try ReportFolder(invocation.text(.out))
            return try command.explore(into: folder, interrupts)
        } catch {
            throw UsageError(error.message, command: .explore)
        }
    }

    private init(
        _ invocation: Invocation, _ streams: Streams, _ environment: [String: String]
    ) throws(UsageError) {
        self.invocation = invocation
        self.streams = streams
        guard !invocation.client.isEmpty else {
            throw UsageError("explore needs -- and behind it the command that runs the client", command: .explore)
        }
        scenario = try ExploreCommand.scenario(invocation)
        command = ClientCommand(
            words: invocation.client, environment: environment, urlVariables: invocation.list(.urlVariable),
            session: ClientCommand.session(of: scenario))
        if let trouble = command.trouble { throw UsageError(trouble, command: .explore) }
    }

    /// The file of --replay, else the operand (a file, or a built-in scenario's name), else `healthy`.
    private static func scenario(_ invocation: Invocation) throws(UsageError) -> Scenario {
        let word = invocation.given(.replay) ?? invocation.operands.first ?? Scenario.healthy.name
        if invocation.given(.replay) != nil, let operand = invocation.operands.first {
            throw UsageError("--replay names its scenario itself; leave \(operand) out", command: .explore)
        }
        let library = ScenarioLibrary()
        if invocation.given(.replay) == nil, !Files.exists(word), let scenario = library[word] { return scenario }
        guard Files.exists(word), !FileTree.isFolder(word) else {
            throw .unknown("scenario", word, among: library.names, command: .explore)
        }
        let file = ScenarioFiles(paths: [word]).files.first
        guard let scenario = file?.scenario else {
            throw UsageError(file?.complaint ?? "\(word) is no scenario file", command: .explore)
        }
        return scenario
    }

    // MARK: Searching

    private func explore(into folder: ReportFolder, _ interrupts: Interrupts) throws(ReportFolder.Refusal) -> ExitCode {
        guard let search = search(Explorer(settings, from: scenario), interrupts) else { return .cannot }
        if let code = failure(of: search) { return code }
        let exploration = search.explorer.exploration(took: search.took)
        let replay = replayCommand
        try folder.write(exploration, replay)
        switch invocation.text(.format) {
        case "json": streams.print(exploration.json(replay: replay).prettyText)
        case "junit": streams.print(exploration.junit)
        default:
            streams.print(exploration.text(paint: Paint(isOn: streams.terminal.hasColours), replay: replay))
        }
        complain("the report is in \(folder.path)/report.html")
        complain(about: search.cut, exploration)
        guard !exploration.cells.isEmpty else {
            complain("nothing was tried: no run came to the call at which something was to go wrong")
            return .cannot
        }
        return exploration.problems.contains(where: \.isStable) ? .failed : .ok
    }

    private func search(_ explorer: Explorer, _ interrupts: Interrupts) -> ClientSearch? {
        let server: MockServer
        do throws(MockServerError) {
            server = try MockServer.start()
        } catch {
            complain(error.description)
            return nil
        }
        defer { server.stop() }
        var search = ClientSearch(explorer, on: TrialStage(server), command, searchSettings)
        var line = ProgressLine(streams)
        search.run(isInterrupted: interrupts.take) { line.show($0) }
        line.clear()
        return search
    }

    /// Reports why there is no result and returns the exit code; nil if there is a result.
    private func failure(of search: ClientSearch) -> ExitCode? {
        if case .cannotStart(let reason) = search.cut, search.explorer.progress.runs == 0 {
            complain("cannot start \(reason)")
            return .usage
        }
        if let reasons = search.explorer.baselineFailure {
            complain("the client does not do while all is well what it has to be judged by:")
            for reason in reasons { streams.complain("  " + reason.withoutControls) }
            return .cannot
        }
        if search.cut != nil, search.explorer.exploration(took: .zero).baseline.isEmpty {
            complain("it was ended before the client's first two runs were over")
            return .cannot
        }
        return nil
    }

    private func complain(about cut: ClientSearch.Cut?, _ exploration: Exploration) {
        let untried = exploration.summary.untried
        switch cut {
        case .interrupted: complain("interrupted; \(Counted(untried, "run")) of the plan so far were not tried")
        case .timeIsUp: complain("the budget is used up; \(Counted(untried, "run")) of the plan so far were not tried")
        case .cannotStart(let reason): complain("ended early: cannot start \(reason)")
        case nil: break
        }
    }

    private func complain(_ sentence: String) { streams.complain("\(Product.name): \(sentence)".withoutControls) }

    // MARK: Replaying

    private func replay(_ interrupts: Interrupts) throws(UsageError) -> ExitCode {
        guard let search = search(Explorer(settings, replaying: scenario), interrupts) else { return .cannot }
        if let code = failure(of: search) { return code }
        guard let (trial, run) = search.lastRun, let cell = search.explorer.exploration(took: .zero).cells.last else {
            complain("it was ended before the client's run was over")
            return .cannot
        }
        let replay = Replay(trial: trial, run: run, judgement: cell.judgement)
        streams.print(invocation.text(.format) == "json" ? replay.json.prettyText : replay.text.withoutControls)
        return cell.judgement.outcome.isProblem(isStrict: settings.isStrict) ? .failed : .ok
    }

    // MARK: Options

    private var settings: ExplorerSettings {
        var settings = ExplorerSettings()
        settings.depth = invocation.integer(.depth)
        settings.triesEveryPoint = invocation.isOn(.everyPoint)
        settings.retryAfterSeconds = invocation.integer(.retryAfter)
        settings.speed = Double(invocation.text(.speed)) ?? settings.speed
        settings.crashCodes = OptionValue.codes(invocation.text(.crashCodes)) ?? settings.crashCodes
        settings.isStrict = invocation.isOn(.strict)
        settings.seed = invocation.givenInteger(.seed)
        return settings
    }

    private var searchSettings: ClientSearch.Settings {
        let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return ClientSearch.Settings(
            jobs: invocation.givenInteger(.jobs) ?? cores * 4,
            timeLimit: invocation.duration(.timeout) ?? .seconds(30), budget: invocation.duration(.budget))
    }

    /// The replay command, with every option that affects how a run goes or is judged.
    private var replayCommand: ReplayCommand {
        let kept: [Option] = [.timeout, .retryAfter, .speed, .crashCodes, .strict, .urlVariable]
        let options = kept.flatMap { option in
            invocation.list(option).map { option == .strict ? option.flag : "\(option.flag)=\($0)" }
        }
        return ReplayCommand(folder: invocation.text(.out), options: options, client: invocation.client)
    }
}
