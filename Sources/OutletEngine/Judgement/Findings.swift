import OutletScenarios

/// What one verdict has found of one client: how often it did well, how often it did not, and the first cases of each.
/// It is bounded, whatever a client does.
struct Findings: Sendable {
    struct Finding: Sendable {
        /// A sentence that names the requests.
        var message: String
        var requests: [Int]
    }

    private(set) var passes = 0
    /// How many requests were wrong: one that is wrong for several reasons counts once.
    private(set) var failures = 0
    private var passEvidence: [Int] = []
    private var failureEvidence: [Finding] = []
    private var newestFailure = 0
    /// Something that is worth saying, and was not wrong.
    private var note: String?

    /// Enough for a person to go and look, few enough for a page.
    private static let keptFailures = 20
    private static let keptPasses = 5

    /// The requests are listed only where they are kept.
    mutating func pass(_ requests: @autoclosure () -> [Int]) {
        passes += 1
        if passEvidence.count < Findings.keptPasses { passEvidence += requests() }
    }

    /// - Parameters:
    ///   - requests: those that show it; the last is the one that was wrong.
    ///   - message: made only where it is kept.
    mutating func fail(_ requests: [Int], _ message: @autoclosure () -> String) {
        guard let wrong = requests.last, wrong != newestFailure else { return }
        newestFailure = wrong
        failures += 1
        guard failureEvidence.count < Findings.keptFailures else { return }
        failureEvidence.append(Finding(message: message(), requests: requests))
    }

    /// The first is kept.
    mutating func remark(_ note: @autoclosure () -> String) { if self.note == nil { self.note = note() } }

    /// Adds what was found of another client.
    mutating func add(_ other: Findings) {
        passes += other.passes
        failures += other.failures
        passEvidence = Array((passEvidence + other.passEvidence).prefix(2 * Findings.keptPasses))
        failureEvidence += other.failureEvidence
        failureEvidence.sort { ($0.requests.last ?? 0) < ($1.requests.last ?? 0) }
        failureEvidence = Array(failureEvidence.prefix(Findings.keptFailures))
        if note == nil { note = other.note }
    }

    var result: Verdict.Result { failures > 0 ? .fail : passes > 0 ? .pass : .notExercised }

    /// A sentence: the first wrong request and how many more there are, else that all is well, else that there was
    /// nothing to judge.
    func message(_ name: VerdictName) -> String {
        if let first = failureEvidence.first {
            return first.message + (failures > 1 ? " (and \(failures - 1) more)" : "")
        }
        guard passes > 0 else { return name.silence }
        return "\(name.praise) (\(passes) of \(passes))" + (note.map { "; \($0)" } ?? "")
    }

    /// The requests that show the result, each once, in the order of the findings.
    func evidence(_ world: String) -> [Verdict.Evidence] {
        var seen: Set<Int> = []
        let requests = failures > 0 ? failureEvidence.flatMap(\.requests) : passEvidence
        return requests.filter { seen.insert($0).inserted }.map { Verdict.Evidence(world: world, request: $0) }
    }
}

extension VerdictName {
    /// What is said where all is well; the number of cases goes behind it.
    fileprivate var praise: String {
        switch self {
        case .honoursRetryAfter: "came back no sooner than Retry-After said"
        case .givesUpOnFinal: "did not repeat what was refused for good"
        case .retriesTransient: "tried again after errors that may pass"
        case .backsOff: "paused between repeats"
        case .boundedRetries: "repeated nothing more than \(BoundedRetries.maximum) times"
        case .noDoubleCommit: "repeated no change blindly after its answer was lost"
        }
    }

    /// What is said where there was nothing to judge.
    fileprivate var silence: String {
        switch self {
        case .honoursRetryAfter: "nothing was repeated that Retry-After was about"
        case .givesUpOnFinal: "no change was refused for good"
        case .retriesTransient: "no error came that may pass"
        case .backsOff: "nothing was repeated three times after errors without Retry-After"
        case .boundedRetries: "nothing was repeated"
        case .noDoubleCommit: "no answer was lost after its request took effect"
        }
    }
}
