internal import OutletContract
internal import OutletEngine
package import OutletExplorer
internal import OutletWire
internal import Synchronization

/// Runs the trials of a search on one server, each in a world of its own.
package struct TrialStage: Sendable {
    let server: MockServer

    package init(_ server: MockServer) { self.server = server }

    /// Makes a fresh world that runs the trial's scenario.
    ///
    /// - Throws: what is wrong with the scenario.
    package func begin(_ trial: Trial) throws(MockFailure) -> MockWorld {
        let world = server.world("explore-\(trial.number)")
        try world.call(.put, "scenario", trial.scenario.text)
        return world
    }

    /// Reads the results of a run and drops its world. Answers that still wait are cut off.
    ///
    /// - Parameter output: the last lines that the client wrote.
    package func finish(_ world: MockWorld, end: ClientEnd, output: [String] = []) -> ClientRun {
        // A client that does not wait for its last answer may end before the loop has seen its last request.
        server.control.waitForWhatHasCome()
        var run = ClientRun(end: end, output: output)
        let now = server.clock.read()
        _ = server.box?.engine.withLock { engine in engine.look(at: world.name, now) { run.read($0) } }
        drop(world)
        return run
    }

    /// Drops the world of a run that is not judged.
    package func drop(_ world: MockWorld) {
        _ = server.answer(world.request(.delete, "worlds/\(PercentCoding.encoded(world.name))", ""))
    }
}
