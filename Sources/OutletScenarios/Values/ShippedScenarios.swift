/// The scenarios built into the program: `healthy` and those in the folder `scenarios`.
package enum ShippedScenarios {
    package static let names: Set<String> = Set(texts.map(\.name)).union([Scenario.healthy.name])

    package static func scenario(named name: String) -> Scenario? { names.contains(name) ? all[name] : nil }

    /// Read when first used.
    private static let all: [String: Scenario] = {
        var all = [Scenario.healthy.name: Scenario.healthy]
        for (name, text) in texts {
            do throws(ProblemList) {
                all[name] = try Scenario.read(Array(text.utf8), source: name, defaultName: name)
            } catch {
                // Always so: the texts are part of the build, and a test reads each of them.
                preconditionFailure("the shipped scenario \(name) is right: \(error.sentences)")
            }
        }
        return all
    }()
}
