import OutletScenarios
import OutletWire

/// Checks a text that somebody is writing: what is wrong with it, or what it would do.
enum ScenarioCheck {
    /// The answer to `POST check`.
    static func json(_ text: [UInt8]) -> JSON {
        do throws(ProblemList) {
            let scenario = try Scenario.read(text, source: "scenario", defaultName: "posted")
            return [
                "ok": true, "scenario": .string(scenario.name), "says": .string(scenario.explanation), "problems": [],
            ]
        } catch {
            return ["ok": false, "problems": error.json]
        }
    }

    /// The answer to `POST explain`.
    static func fault(_ text: [UInt8]) -> JSON {
        do throws(ProblemList) {
            let fault = try Fault.read(text)
            return ["ok": true, "id": .string(fault.id), "says": .string(fault.sentences), "problems": []]
        } catch {
            return ["ok": false, "problems": error.json]
        }
    }
}
