import GPUOutletMock
import OutletExplorer
import OutletScenarios

/// The command that runs the client under test, and the variables that tell it where its world is.
struct ClientCommand: Sendable {
    /// The variable with the world's address, without the API's `/v1`.
    static let addressVariable = "GPUOUTLET_MOCK_URL"

    /// The program and its arguments; `{url}` stands for the API's URL.
    var words: [String]
    /// The environment that the client inherits.
    var environment: [String: String]
    /// Further variables that hold the API's URL.
    var urlVariables: [String]
    /// The session cookie of the scenario's first user that has one; nil if none has.
    var session: String?

    /// Returns the sid that a client may use without signing in.
    static func session(of scenario: Scenario) -> String? {
        (scenario.given.users ?? Given.defaultUsers).lazy.compactMap(\.sid).first
    }

    /// - Parameter address: the address of the run's world, such as `http://localhost:4429/@name`.
    func start(at address: String, timeLimit: Duration) throws(SystemError) -> ClientProcess {
        let api = address + "/v1"
        var variables = environment
        for name in urlVariables + ["GPUOUTLET_API_URL"] { variables[name] = api }
        variables[ClientCommand.addressVariable] = address
        variables["GPUOUTLET_SESSION"] = session
        let arguments = words.map { $0.replacing("{url}", with: api) }
        return try ClientProcess(arguments, environment: variables, timeLimit: timeLimit)
    }

    /// Why the program cannot be started; nil if it can.
    var trouble: String? {
        guard let program = words.first, !program.isEmpty else { return "COMMAND is empty" }
        if program.contains("/") {
            if !Files.exists(program) { return "there is no program \(program)" }
            if FileTree.isFolder(program) { return "\(program) is a folder, and no program" }
            return Files.isExecutable(program) ? nil : "\(program) cannot be run: it is not executable"
        }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":", omittingEmptySubsequences: false)
        let isThere = folders.contains { folder in
            let path = folder.isEmpty ? program : "\(folder)/\(program)"
            return Files.isExecutable(path) && !FileTree.isFolder(path)
        }
        return isThere ? nil : "there is no program \(program) in any folder of PATH"
    }
}
