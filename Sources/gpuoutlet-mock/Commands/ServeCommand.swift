import Dispatch
import GPUOutletMock
import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `serve [SCENARIO…]`: loads the files, serves until it is told to stop, and shuts down.
struct ServeCommand {
    private let invocation: Invocation
    private let streams: Streams
    private let log: ServerLog
    private var files: ScenarioFiles
    private let defaultName: String
    /// A copy of the default scenario, kept because its file may be gone on reload.
    private let defaultScenario: Scenario

    static func run(
        _ invocation: Invocation, streams: Streams, lastWords: Bool = false,
        events makeEvents: () -> ServerEvents = ServerEvents.signals
    ) throws(UsageError) -> ExitCode {
        let files = ScenarioFiles(paths: invocation.operands)
        let complaints = files.complaints(inColour: streams.errorTerminal.hasColours)
        guard complaints.isEmpty else {
            for complaint in complaints { streams.complain(complaint) }
            return .usage
        }
        if invocation.isOn(.watch), invocation.operands.isEmpty {
            throw UsageError("--watch needs a SCENARIO to watch", command: .serve)
        }
        var command = try ServeCommand(invocation, files, streams: streams)
        // Signals are blocked before any thread exists.
        return command.serve(makeEvents(), lastWords: lastWords)
    }

    private init(_ invocation: Invocation, _ files: ScenarioFiles, streams: Streams) throws(UsageError) {
        self.invocation = invocation
        self.streams = streams
        self.files = files
        log = ServerLog(ServerLog.Form(rawValue: invocation.text(.log)) ?? .text, streams: streams)
        defaultName =
            invocation.given(.defaultScenario) ?? files.firstNamedFile?.scenario?.name ?? Scenario.healthy.name
        let library = ScenarioLibrary(files.scenarios)
        guard let scenario = library[defaultName] else {
            throw .unknown("scenario", defaultName, among: library.names, command: .serve)
        }
        defaultScenario = scenario
    }

    private mutating func serve(_ events: ServerEvents, lastWords: Bool) -> ExitCode {
        var (settings, configuration) = (EngineConfiguration(invocation), serverConfiguration)
        if lastWords {
            settings.observer = CrashHandler.observer
            configuration.runThread = CrashHandler.withSignalStack
            CrashHandler.install(log.memory)
        }
        let box = EngineBox(Engine(settings, library: library), complain: log.complain, logLoss: log.add)
        var portFile: PortFile?
        let server: MockServer
        do throws(MockServerError) {
            server = try MockServer(configuration, box, watched: logged)
        } catch {
            streams.complain("\(Product.name): \(error.description)")
            return .cannot
        }
        if let path = invocation.given(.portFile) {
            do throws(SystemError) {
                portFile = try PortFile(path: path, port: server.port)
            } catch {
                streams.complain("\(Product.name): cannot write the port to \(path): \(error.message)")
                return .cannot
            }
        }
        if lastWords, let portFile { CrashHandler.willRemove(portFile) }
        announce(server)
        StartUpPages.release()
        if invocation.isOn(.watch) { events.startTicking() }
        if invocation.isOn(.exitWithStdin) { events.stopAtEndOfInput() }
        takeEvents(events, box)
        log.note("stopping", "stopping")
        box.engine.withLock { $0.isStopping = true }
        events.endAtNextStop()
        server.stop()
        portFile?.remove()
        log.flush()
        return .ok
    }

    /// Handles events until the server is to stop.
    private mutating func takeEvents(_ events: ServerEvents, _ box: EngineBox) {
        while true {
            switch events.next() {
            case .stop: return
            case .reload: reload(into: box)
            case .tick: if files.haveChanged { reload(into: box) }
            }
        }
    }

    private mutating func reload(into box: EngineBox) {
        let complaints = files.reload()
        for complaint in complaints { log.note("reload", complaint) }
        log.note("reload", "read \(Counted(files.files.count, "scenario file")) again")
        box.engine.withLock { [library] engine in
            engine.library = library
            engine.reloadProblems = complaints
        }
    }

    private var library: ScenarioLibrary {
        let hasDefault = files.scenarios.contains { $0.name == defaultName }
        return ScenarioLibrary(files.scenarios + (hasDefault ? [] : [defaultScenario]), defaultName: defaultName)
    }

    private var serverConfiguration: ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.host = invocation.text(.host)
        configuration.port = invocation.integer(.port)
        configuration.maxConnections = invocation.integer(.maxConnections)
        return configuration
    }

    /// Returns the handler with a log line for each reply.
    private func logged(_ handler: Handler) -> Handler {
        guard log.form != .off else { return handler }
        var logged = handler
        logged.reply = { [log] request, now in
            let answer = handler.reply(request, now)
            log.note(request, answer.0, at: now)
            return answer
        }
        logged.headReply = { [log] head, now in
            let answer = handler.headReply(head, now)
            if let answer { log.note(head, answer.0, at: now) }
            return answer
        }
        logged.refusal = { [log] error, now in
            log.note(error, at: now)
            return handler.refusal(error, now)
        }
        return logged
    }

    /// Prints the one line on standard output, whatever the log's form, and other useful facts on standard error.
    private func announce(_ server: MockServer) {
        if !Loopback.contains(invocation.text(.host)) && invocation.given(.adminToken) == nil {
            log.note(
                "warning",
                "warning: \(invocation.text(.host)) can be reached from other machines, and so can the control plane; "
                    + "--admin-token TOKEN closes it")
        }
        let count = files.scenarios.count
        log.note("loaded", "\(Counted(count, "scenario")) loaded; worlds without a name run '\(defaultName)'")
        log.note(
            "ready", "the control panel is \(server.address)/__admin/",
            facts: [
                "port": .integer(server.port), "url": .string(server.address), "pid": .integer(Int(getpid())),
                "version": .string(Product.version),
            ])
        log.flush()
        printReady("\(Product.name) listening on \(server.address)")
    }

    /// Prints the line on a thread of its own and waits a second at most: standard output may be a full pipe that
    /// nobody reads, and the server still has to handle signals.
    private func printReady(_ line: String) {
        let isWritten = DispatchSemaphore(value: 0)
        DispatchQueue(label: "gpuoutlet-mock.ready").async { [streams] in
            streams.print(line)
            isWritten.signal()
        }
        _ = isWritten.wait(timeout: .now() + .seconds(1))
    }
}
