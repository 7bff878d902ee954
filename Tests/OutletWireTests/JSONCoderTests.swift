import OutletWire
import Testing

@Suite("JSONCoder")
struct JSONCoderTests {
    struct Pod: Codable, Hashable {
        enum State: String, Codable { case running, stopped }

        var name: String?
        var state = State.running
        var gpus = 2
        var load = 0.25
        var draws = UInt64.max
        var ports = [22, 80]
        var tags = ["b": 1, "a": 2, "c": 3]
        var inner = Inner.charge(cents: 5)
    }

    enum Inner: Codable, Hashable {
        case charge(cents: Int)
        case none
    }

    @Test("writes members in the order of the type, dictionaries by key, and leaves nil out")
    func writes() throws {
        #expect(
            try JSONCoder.encode(Pod()).text
                == #"{"state":"running","gpus":2,"load":0.25,"draws":18446744073709551615,"ports":[22,80],"#
                + #""tags":{"a":2,"b":1,"c":3},"inner":{"charge":{"cents":5}}}"#)
    }

    @Test(
        "reads back what it wrote",
        arguments: [
            Pod(), Pod(name: "x\n\"é", state: .stopped, gpus: .min, load: 1e300, ports: [], tags: [:], inner: .none),
            Pod(name: "", load: 3, draws: 0),
        ])
    func roundTrip(pod: Pod) throws {
        let text = try JSONCoder.encode(pod).text
        let parsed = try JSON.parse(text)
        #expect(try JSONCoder.decode(Pod.self, from: parsed) == pod)
        #expect(parsed.text == text)
    }

    @Test(
        "says where a document does not fit, and why",
        arguments: [
            (#"{"pods":[{},{"gpus":true}]}"#, #"pods[1].gpus must be a whole number that fits, not a boolean"#),
            (#"{"pods":[{"gpus":1}]}"#, "pods[0].state is missing"),
            (#"{"pods":[{"gpus":1,"state":"gone"}]}"#, #"pods[0].state is not one of the words known here: "gone""#),
            (#"{"pods":[{"gpus":1,"state":null}]}"#, "pods[0].state must be a string, not null"),
            (#"{"pods":{}}"#, "pods must be a list, not an object"),
            (#"{"pods":[7]}"#, "pods[0] must be an object, not a whole number"),
            (
                #"{"pods":[{"gpus":1.5,"state":"stopped"}]}"#,
                "pods[0].gpus must be a whole number that fits, not 1.5"
            ),
            ("{}", "pods is missing"),
            ("[]", "the document must be an object, not a list"),
        ])
    func errors(text: String, message: String) throws {
        struct Fleet: Decodable { var pods: [Member] }
        struct Member: Decodable {
            var gpus: UInt8
            var state: Pod.State

            enum CodingKeys: CodingKey { case gpus, state }
            init(from decoder: any Decoder) throws {
                let members = try decoder.container(keyedBy: CodingKeys.self)
                gpus = try members.decodeIfPresent(UInt8.self, forKey: .gpus) ?? 0
                state = gpus == 0 ? .stopped : try members.decode(Pod.State.self, forKey: .state)
            }
        }
        let document = try JSON.parse(text)
        let error = #expect(throws: JSONCodingError.self) { try JSONCoder.decode(Fleet.self, from: document) }
        #expect(error?.description == message)
    }

    @Test("refuses what would come out in another order each time, and numbers that JSON lacks")
    func refuses() {
        let noOrder = "has no order: use an array, or a dictionary whose keys are strings"
        #expect(throws: JSONCodingError(path: "counts", text: noOrder)) {
            try JSONCoder.encode(["counts": [[1]: 2, [3]: 4]])
        }
        #expect(throws: JSONCodingError(path: "[0]", text: noOrder)) { try JSONCoder.encode([Set([1, 2])]) }
        #expect(throws: JSONCodingError(path: "[1]", text: "is not a number that JSON can write")) {
            try JSONCoder.encode([0, Double.nan])
        }
    }

    @Test("keeps empty lists and objects, and nulls in lists")
    func emptiness() throws {
        struct Nothing: Codable {}
        #expect(try JSONCoder.encode(Nothing()).text == "{}")
        #expect(try JSONCoder.encode([Int]()).text == "[]")
        #expect(try JSONCoder.encode([1, nil, 3]).text == "[1,null,3]")
        #expect(try JSONCoder.decode([Int?].self, from: [1, nil, 3]) == [1, nil, 3])
    }
}
