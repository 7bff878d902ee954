import GPUOutletMock
import OutletContract
import OutletExplorer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs what the explorer asks for: so many clients at a time, each in a world of its own, until all is tried or
/// somebody wants it to end.
///
/// One thread looks after all clients; they mostly wait, and so does it.
struct ClientSearch {
    /// Why not everything was tried.
    enum Cut: Hashable {
        case interrupted
        case timeIsUp
        /// A client, or its world, could not be started any more.
        case cannotStart(String)
    }

    /// How a search is run.
    struct Settings {
        var jobs: Int
        /// Of one run.
        var timeLimit: Duration
        /// Of the whole search; nil where it takes as long as it takes.
        var budget: Duration?
    }

    private struct Running {
        var trial: Trial
        var world: MockWorld
        var client: ClientProcess
    }

    /// Clients whose ends no pipe tells are found this late at most.
    private static let glanceMilliseconds: Int32 = 10

    private(set) var explorer: Explorer
    private(set) var cut: Cut?
    /// The latest run that was no baseline: what a replay shows.
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

    /// Returns when no client runs any more.
    ///
    /// - Parameters:
    ///   - isInterrupted: asked again and again; a first yes ends all clients, a second one at once.
    ///   - note: told how far it has come.
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

    /// How long it has run.
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
        // Who has closed its output is about to end.
        let isNear = entries.count < running.count
        _ = poll(&entries, nfds_t(entries.count), isNear ? 1 : ClientSearch.glanceMilliseconds)
    }

    /// Takes what came of those that have ended. Of those that were made to end for our reasons nothing is known.
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
