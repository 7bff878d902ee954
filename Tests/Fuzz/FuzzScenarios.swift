// The scenario reader under libFuzzer: `Tests/Fuzz/run scenarios [SECONDS]`.

import OutletContract
import OutletScenarios
import OutletWire

/// Whatever the bytes are, the readers give a value or say why not, and never trap; what they take they take again
/// from their own writing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScenarios(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    checkJSON(bytes)
    checkScenario(bytes)
    _ = try? Fault.readHeader(String(decoding: bytes, as: UTF8.self), for: .createRental)
    _ = try? Dials.read(bytes)
    _ = try? WorldChange.readEvents(bytes)
    _ = try? Expectation.readList(bytes)
    return 0
}

private func checkJSON(_ bytes: [UInt8]) {
    guard let value = try? JSON.parse(bytes) else { return }
    precondition((try? JSON.parse(value.bytes)) == value, "what was written is read as the same value")
    precondition((try? JSONNode.parse(bytes))?.json == value, "a tree holds the same value")
    precondition(
        (try? JSON.parse(bytes, dialect: .relaxed)) == value, "the relaxed dialect takes all of the strict one")
}

private func checkScenario(_ bytes: [UInt8]) {
    guard let scenario = try? Scenario.read(bytes, file: "fuzz.json5") else { return }
    precondition(!scenario.explanation.isEmpty, "every scenario can be explained")
    let again = try? Scenario.read(scenario.document.bytes, file: "fuzz.json5")
    precondition(again?.faults.map(\.id) == scenario.faults.map(\.id), "a document is read as the same scenario")
    var run = ScenarioRun(scenario, seed: 1)
    for operation in Operation.allCases {
        let call = FaultCall(operation, user: "dev@example.com", body: .json(scenario.document))
        let decision = run.decide(call, sinceStart: .seconds(90))
        _ = run.trace(
            of: call, sinceStart: .seconds(90), phase: run.phase, matches: decision.matches,
            answeredBy: decision.answeredBy
        ).map(\.json)
    }
    let restored = try? ScenarioRun(state: run.state, seed: 1)
    precondition(restored?.state == run.state, "a state is read as the same run")
}
