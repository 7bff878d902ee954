internal import OutletContract
internal import OutletEngine

/// A running double of the GPU Outlet API, on its own port inside the test process.
///
///     let mock = try MockServer.start(scenario: "{ clock: { mode: 'virtual' } }")
///     try mock.inject("provider_pool_empty; retryAfter=30", on: .createRental, times: 2)
///     … let the client under test talk to mock.apiURL …
///     #expect(mock.unmet(.verdict(.honoursRetryAfter)) == nil)
///
/// It starts in about a millisecond, has one thread and five descriptors, and shares nothing with other servers, so a
/// test run can have hundreds side by side. All members are thread-safe. A server stops when its last reference is
/// released.
public final class MockServer: MockControls {
    /// The port that it listens on.
    public let port: Int
    /// The address for clients, without a trailing slash: `http://localhost:4429`.
    public let address: String

    let clock: TransportClock
    /// The engine; nil in tests that supply their own handler.
    let box: EngineBox?
    let control: LoopControl
    private let thread: LoopThread

    /// Starts a server. It accepts requests when this returns. The process's soft limit on descriptors is raised to the
    /// hard limit, to allow as many connections as possible.
    ///
    /// - Parameters:
    ///   - scenario: the scenario of worlds whose name picks no other; if nil, the first of `paths` that is a file,
    ///     else the built-in `healthy`.
    ///   - paths: scenario files, and folders that are searched recursively for them; worlds pick scenarios by name.
    ///   - seed: fixes ids, codes, chances and random delays in every world; if nil, each scenario's own seed, else 1.
    ///   - isClockVirtual: whether every world's time stands still until it is advanced; if false, each scenario's own
    ///     clock.
    ///   - host: `localhost` (127.0.0.1 and ::1) or a numeric address.
    ///   - port: the port; 0 picks any free one.
    /// - Throws: what is wrong with the scenarios, with line and column, or why the server cannot listen there.
    public static func start(
        scenario: MockScenario? = nil, scenarios paths: [String] = [], seed: Int? = nil, isClockVirtual: Bool = false,
        host: String = "localhost", port: Int = 0
    ) throws(MockServerError) -> MockServer {
        let library = try MockScenario.library(scenario, paths: paths)
        var settings = EngineConfiguration()
        settings.seed = seed
        settings.clock = isClockVirtual ? .virtual : nil
        settings.boundHost = Loopback.contains(host) ? nil : host
        settings.version = Product.version
        var configuration = ServerConfiguration()
        configuration.host = host
        configuration.port = port
        return try MockServer(configuration, EngineBox(Engine(settings, library: library)))
    }

    /// Starts a server for an engine.
    ///
    /// - Parameters:
    ///   - watched: wraps the handler, for example to log.
    package convenience init(
        _ configuration: ServerConfiguration, _ box: EngineBox, watched: (Handler) -> Handler = { $0 }
    ) throws(MockServerError) {
        try self.init(configuration, watched(box.handler), box)
    }

    /// Starts a server whose answers come from `handler`, without an engine.
    convenience init(_ configuration: ServerConfiguration, handler: Handler) throws(MockServerError) {
        try self.init(configuration, handler, nil)
    }

    private init(
        _ configuration: ServerConfiguration, _ handler: Handler, _ box: EngineBox?
    ) throws(MockServerError) {
        let descriptorLimit = Socket.raiseDescriptorLimit()
        let listening = try Listening.open(host: configuration.host, port: configuration.port)
        do throws(MockServerError) {
            let control = try LoopControl()
            let kind = configuration.usesPoll ? Poller.Kind.poll : .best
            let pollerDescriptor = try kind.open()
            // The process needs some descriptors itself: standard streams, listeners, the pipe, scenario files.
            let connectionLimit = max(1, min(configuration.maxConnections, descriptorLimit - 32))
            do throws(MockServerError) {
                thread = try LoopThread {
                    configuration.runThread {
                        var loop = EventLoop(
                            handler: handler, configuration: configuration, control: control,
                            poller: Poller(kind, descriptor: pollerDescriptor), listeners: listening.sockets,
                            connectionLimit: connectionLimit)
                        loop.run()
                    }
                }
            } catch {
                _ = Poller(kind, descriptor: pollerDescriptor)  // takes the descriptor over, and closes it
                throw error
            }
            self.control = control
        } catch {
            listening.close()
            throw error
        }
        clock = configuration.clock
        self.box = box
        box?.worker.open(running: configuration.runThread) { [control] in control.pipe.wake() }
        port = listening.port
        address = "http://\(MockServer.urlHost(configuration.host)):\(listening.port)"
    }

    deinit { stop() }

    /// Stops accepting clients, cuts answers that wait, drip or hang, finishes sending the others (for at most 5
    /// seconds), and returns when the last socket is closed and the thread has ended. Stopping twice is harmless.
    public func stop() {
        box?.waiters.stop()
        control.requestStop()
        thread.join()
        box?.worker.close()
    }

    /// The world `default`, for requests that name no world. The server's own controls apply to it.
    public var world: MockWorld { world("default") }

    /// Returns one world: a separate double of the API, with its own state, clock, faults and journal. It is made by
    /// the first request or the first control call that changes it. The name picks the scenario: `pool-empty~anything`
    /// runs `pool-empty`; a name that matches no scenario runs the default one.
    public func world(_ name: String) -> MockWorld { MockWorld(name: name, server: self) }

    /// Makes the loop check whether the engine has released anything outside of a request.
    package func wake() { control.pipe.wake() }

    /// Advances a manual clock and wakes the loop.
    package func advanceTransportClock(byMilliseconds milliseconds: Int) {
        // Always so: only this package's tests call it, on servers with such a clock.
        guard case .manual(let clock) = clock else { preconditionFailure("Only a manual clock can be moved") }
        clock.advance(byMilliseconds: milliseconds)
        control.pipe.wake()
    }

    /// Returns the host for URLs. A wildcard address is reached through the local machine's own address.
    private static func urlHost(_ host: String) -> String {
        switch host {
        // Not `localhost`: a client may try ::1 first, and this server listens on IPv4 only.
        case "0.0.0.0": return "127.0.0.1"
        case "::": return "localhost"
        default: break
        }
        return host.contains(":") ? "[\(host)]" : host
    }
}
