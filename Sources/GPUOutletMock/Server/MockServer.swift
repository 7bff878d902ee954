internal import OutletContract
internal import OutletEngine

/// A running double of the GPU Outlet API, on a port of its own, inside the test's own process.
///
///     let mock = try MockServer.start(scenario: "{ clock: { mode: 'virtual' } }")
///     try mock.inject("provider_pool_empty; retryAfter=30", on: .createRental, times: 2)
///     … let the client under test talk to mock.apiURL …
///     #expect(mock.unmet(.verdict(.honoursRetryAfter)) == nil)
///
/// It starts in less than a millisecond or so, has one thread and five descriptors, and shares nothing with other
/// servers: a test run can have hundreds side by side. All members are safe from any thread. A server that nobody holds
/// any more stops.
public final class MockServer: MockControls {
    /// The port that it listens on.
    public let port: Int
    /// Where clients find it, without a slash at the end: `http://localhost:4429`.
    public let address: String

    let clock: TransportClock
    /// The engine behind it; nil where a test answers by hand.
    let box: EngineBox?
    let control: LoopControl
    private let thread: LoopThread

    /// Starts a server. It takes requests when this returns.
    ///
    /// - Parameters:
    ///   - scenario: what runs in worlds whose name picks nothing else; without one, the first of `paths` that is a
    ///     file, else the built-in `healthy`.
    ///   - paths: scenario files, and folders of them, which are read recursively; worlds pick them by name.
    ///   - seed: fixes ids, codes, chances and random delays of every world; else each scenario's own, else 1.
    ///   - isClockVirtual: whether every world's time stands still until it is moved; else each scenario's own clock.
    ///   - host: `localhost` (127.0.0.1 and ::1) or a numeric address.
    ///   - port: 0 is any free one.
    /// - Throws: what is wrong with the scenarios, with line and column, or why nothing can listen there. As many
    ///   connections as the process may ever open are allowed for: its soft limit is raised to the hard one.
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

    /// Starts a server over an engine.
    ///
    /// - Parameters:
    ///   - watched: puts something between the loop and the engine, such as a log.
    package convenience init(
        _ configuration: ServerConfiguration, _ box: EngineBox, watched: (Handler) -> Handler = { $0 }
    ) throws(MockServerError) {
        try self.init(configuration, watched(box.handler), box)
    }

    /// Starts a server that answers by hand.
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
            // Standard streams, listeners, the pipe, scenario files: a process needs some for itself.
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

    /// Stops accepting, cuts what only waits, lets answers that are on their way leave (at most 5 seconds), and
    /// returns when the last socket is closed and the thread has ended. Stopping twice does no harm.
    public func stop() {
        box?.waiters.stop()
        control.requestStop()
        thread.join()
        box?.worker.close()
    }

    /// The world of requests that choose none, `default`: what the server's own controls are about.
    public var world: MockWorld { world("default") }

    /// One double of the API, apart from all others: state, clock, faults and journal of its own. It is made by the
    /// first request or the first writing call. The name picks the scenario: `pool-empty~anything` runs `pool-empty`,
    /// a name that is no scenario's is a label of the default one.
    public func world(_ name: String) -> MockWorld { MockWorld(name: name, server: self) }

    /// Has the loop look whether the engine has released something outside of a request.
    package func wake() { control.pipe.wake() }

    /// Moves a clock that stands still, and has the loop see it.
    package func advanceTransportClock(byMilliseconds milliseconds: Int) {
        // Always so: only this package's tests call it, on servers with such a clock.
        guard case .manual(let clock) = clock else { preconditionFailure("Only a manual clock can be moved") }
        clock.advance(byMilliseconds: milliseconds)
        control.pipe.wake()
    }

    /// An address that means all addresses is reached at this machine's own name.
    private static func urlHost(_ host: String) -> String {
        switch host {
        // Which of a name's addresses a client tries first is its own choice, and only IPv4 is listened on here.
        case "0.0.0.0": return "127.0.0.1"
        case "::": return "localhost"
        default: break
        }
        return host.contains(":") ? "[\(host)]" : host
    }
}
