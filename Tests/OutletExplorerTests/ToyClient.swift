import OutletContract
import OutletExplorer
import OutletScenarios

/// A client that launches a pod, looks at it twice, and stops it; right in all respects but its mistake.
struct ToyClient {
    enum Mistake {
        /// Repeats a launch whose answer was lost, without looking.
        case launchesBlindly
        /// Exits 0 whatever happens.
        case neverFails
        /// Leaves the pod when looking at it fails.
        case leavesPod
        /// Looks only once whether a lost launch left a pod behind, and gives up when that fails as well.
        case looksOnce
        /// Gives up at the first failure, though it tidies up.
        case repeatsNothing
    }

    var mistake: Mistake?
    private static let tries = 3

    func run(_ trial: Trial) -> ClientRun {
        var world = ToyWorld(trial)
        let isDone = work(&world)
        return world.run(isDone || mistake == .neverFails ? .exited(0) : .exited(1))
    }

    private func work(_ world: inout ToyWorld) -> Bool {
        guard let pod = launch(&world) else { return false }
        let hasSeen = repeated(&world, .getRental, pod) && repeated(&world, .getRental, pod)
        if !hasSeen, mistake == .leavesPod { return false }
        return stop(&world, pod) && hasSeen
    }

    private func launch(_ world: inout ToyWorld) -> String? {
        for _ in 0..<Self.tries {
            switch world.call(.createRental, subject: "h100-80gb") {
            case .granted(let id): return id
            case .refused(let code):
                guard code.row.advice != .final, mistake != .repeatsNothing else { return nil }
            case .lost:
                if mistake == .launchesBlindly { continue }
                guard let found = look(&world) else { return nil }
                if let id = found { return id }
                if mistake == .repeatsNothing { return nil }
            }
        }
        return nil
    }

    /// The pod that a lost launch left behind: nil inside where there is none, nil where nobody could tell.
    private func look(_ world: inout ToyWorld) -> String?? {
        for _ in 0..<(mistake == .looksOnce ? 1 : Self.tries) {
            if case .granted(let id) = world.call(.listRentals) { return .some(id) }
        }
        return nil
    }

    private func repeated(_ world: inout ToyWorld, _ operation: OutletContract.Operation, _ id: String) -> Bool {
        for _ in 0..<(mistake == .repeatsNothing ? 1 : Self.tries) {
            switch world.call(operation, id) {
            case .granted: return true
            case .refused(let code) where code.row.advice == .final: return false
            case .refused, .lost: continue
            }
        }
        return false
    }

    private func stop(_ world: inout ToyWorld, _ id: String) -> Bool {
        for _ in 0..<Self.tries {
            switch world.call(.stopRental, id) {
            case .granted, .refused(.alreadyStopped): return true
            case .refused(let code) where code.row.advice == .final: return false
            case .refused, .lost: continue
            }
        }
        return false
    }
}
