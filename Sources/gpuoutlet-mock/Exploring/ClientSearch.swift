import GPUOutletMock
import OutletContract
import OutletExplorer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs the explorer's trials: a number of clients at a time, each in a world of its own, until all is tried or the
/// search is cut short.
///
/// One thread serves all clients, since they mostly wait.
struct ClientSearch {
    /// Why the search was cut short.
    enum Cut: Hashable {
        case interrupted
        case timeIsUp
        /// A client or its world could not be started.
        case cannotStart(String)
    }

    /// The settings of a search.
    struct Settings {
        var jobs: Int
        /// The limit for one run.
        var timeLimit: Duration
        /// The limit for the whole search; nil for none.
        var budget: Duration?
    }

    private struct Running {
        var trial: Trial
        var world: MockWorld
        var client: ClientProcess
    }

    /// The longest delay in noticing that a client has ended, if no pipe shows it.
    private static let glanceMilliseconds: Int32 = 10

    private(set) var explorer: Explorer
    private(set) var cut: Cut?
    /// The latest run that is not a baseline, for a replay to show.
    private(set) var lastRun: (trial: Trial, run: ClientRun)?
    let start = ContinuousClock.now
    private let stage: TrialStage
    private let command: ClientCommand
    private let settings: Settings
    private var running: [Running] = []

    init(_ explorer: Explorer, on stage: TrialStage, _ command: ClientCommand, _ settings: Settings) {
        self.explorer = explorer
        self.stage = stage
        self.command = command
        self.settings = settings
    }

    /// Runs until no client runs any more.
    ///
    /// - Parameters:
    ///   - isInterrupted: polled in each round. `true` asks all clients to end, or kills them if already asked.
    ///   - note: called with the progress after runs have ended.
    mutating func run(isInterrupted: () -> Bool, note: (Explorer.Progress) -> Void) {
        while true {
            let now = ContinuousClock.now
            if isInterrupted() { stop(.interrupted, at: now) }
            if let budget = settings.budget, now - start >= budget, cut == nil { stop(.timeIsUp, at: now) }
            if cut == nil { startClients() }
            if running.isEmpty { return }
            waitForOutput()
            let haveEnded = takeEnds(at: .now)
            if haveEnded { note(explorer.progress) }
        }
    }

    /// The time since the search began.
    var took: Span { Span(ContinuousClock.now - start) }

    private mutating func stop(_ reason: Cut, at now: ContinuousClock.Instant) {
        for index in running.indices {
            if cut == nil { running[index].client.end(at: now) } else { running[index].client.kill() }
        }
        cut = cut ?? reason
    }

    private mutating func startClients() {
        while running.count < settings.jobs, let trial = explorer.nextTrial() {
            do {
                let world = try stage.begin(trial)
                do {
                    let client = try command.start(at: world.address, timeLimit: settings.timeLimit)
                    running.append(Running(trial: trial, world: world, client: client))
                } catch {
                    stage.drop(world)
                    return stop(.cannotStart("\(command.words[0]): \(error.message)"), at: .now)
                }
            } catch {
                return stop(.cannotStart("the world of a run: \(error)"), at: .now)
            }
        }
    }

    private func waitForOutput() {
        var entries = running.compactMap(\.client.output).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // A client that has closed its output is about to end.
        let isNear = entries.count < running.count
        _ = poll(&entries, nfds_t(entries.count), isNear ? 1 : ClientSearch.glanceMilliseconds)
    }

    /// Takes the results of clients that have ended. Those that we stopped have no result.
    private mutating func takeEnds(at now: ContinuousClock.Instant) -> Bool {
        var going: [Running] = []
        for var entry in running {
            guard let end = entry.client.look(at: now) else {
                going.append(entry)
                continue
            }
            if entry.client.wasStopped {
                stage.drop(entry.world)
                continue
            }
            let run = stage.finish(entry.world, end: end, output: entry.client.tail.lines)
            explorer.take(run, of: entry.trial)
            if case .baseline = entry.trial.purpose { continue }
            lastRun = (entry.trial, run)
        }
        defer { running = going }
        return going.count < running.count
    }
}
