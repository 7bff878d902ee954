import GPUOutletMock

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process: passes its arguments, environment and streams to `Program`, and exits with the code it returns.
@main enum GPUOutletMockCommand {
    static func main() {
        Heap.setUpForServer()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let environment = ProcessEnvironment.read()
        let streams = Streams.standard(environment: environment)
        let code = Program.run(arguments, environment: environment, streams: streams, lastWords: true)
        exit(code.rawValue)
    }
}
