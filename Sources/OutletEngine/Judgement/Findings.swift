import OutletScenarios

/// One verdict's findings about one client: the numbers of passes and failures, and the first cases of each. Its size
/// is bounded, whatever a client does.
struct Findings: Sendable {
    struct Finding: Sendable {
        /// A sentence that names the requests.
        var message: String
        var requests: [Int]
    }

    private(set) var passes = 0
    /// The number of wrong requests. A request that is wrong for several reasons counts once.
    private(set) var failures = 0
    private var passEvidence: [Int] = []
    private var failureEvidence: [Finding] = []
    private var newestFailure = 0
    /// Something worth saying that was not wrong.
    private var note: String?

    /// Enough for a person to investigate, few enough for a page.
    private static let keptFailures = 20
    private static let keptPasses = 5

    /// `requests` is evaluated only if it is kept.
    mutating func pass(_ requests: @autoclosure () -> [Int]) {
        passes += 1
        if passEvidence.count < Findings.keptPasses { passEvidence += requests() }
    }

    /// - Parameters:
    ///   - requests: the requests that show it. The last one is the wrong one.
    ///   - message: evaluated only if it is kept.
    mutating func fail(_ requests: [Int], _ message: @autoclosure () -> String) {
        guard let wrong = requests.last, wrong != newestFailure else { return }
        newestFailure = wrong
        failures += 1
        guard failureEvidence.count < Findings.keptFailures else { return }
        failureEvidence.append(Finding(message: message(), requests: requests))
    }

    /// Keeps the first note.
    mutating func remark(_ note: @autoclosure () -> String) { if self.note == nil { self.note = note() } }

    /// Adds the findings about another client.
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

    /// One sentence: the first wrong request and how many more there are, or that all is well, or that there was
    /// nothing to judge.
    func message(_ name: VerdictName) -> String {
        if let first = failureEvidence.first {
            return first.message + (failures > 1 ? " (and \(failures - 1) more)" : "")
        }
        guard passes > 0 else { return name.silence }
        return "\(name.praise) (\(passes) of \(passes))" + (note.map { "; \($0)" } ?? "")
    }

    /// The requests that show the result, without duplicates, in the order of the findings.
    func evidence(_ world: String) -> [Verdict.Evidence] {
        var seen: Set<Int> = []
        let requests = failures > 0 ? failureEvidence.flatMap(\.requests) : passEvidence
        return requests.filter { seen.insert($0).inserted }.map { Verdict.Evidence(world: world, request: $0) }
    }
}

extension VerdictName {
    /// The message if all is well, to which the number of cases is appended.
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

    /// The message if there was nothing to judge.
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
