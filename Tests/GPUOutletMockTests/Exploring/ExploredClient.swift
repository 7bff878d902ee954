import GPUOutletMock
import OutletWire

/// A client over a bare socket that launches a pod, waits until it runs, and stops it; right in all respects but its
/// mistake.
final class ExploredClient {
    enum Mistake {
        /// Repeats a launch whose answer was lost, without looking.
        case launchesBlindly
        /// Leaves the pod when looking at it fails.
        case leavesPod
    }

    /// It gives up, and says why.
    struct GivesUp: Error, CustomStringConvertible {
        let description: String
    }

    private enum Answer {
        case ok(JSON)
        case error(String, retryAfter: Int?)
        /// None, or none that can be read.
        case lost
    }

    private let mock: MockWorld
    private let port: Int
    private let mistake: Mistake?
    private var connection: TestClient?
    private static let tries = 4

    init(_ mock: MockWorld, _ mistake: Mistake? = nil) {
        self.mock = mock
        self.mistake = mistake
        port = Int(mock.address.split(separator: ":")[2].prefix { $0 != "/" }) ?? 0
    }

    func launchUseAndStop() throws {
        let pod = try launch()
        var seen: (any Error)?
        do {
            try mock.advance(by: .seconds(45))
            _ = try repeated("GET", "/v1/rentals/\(pod)")
        } catch {
            if mistake == .leavesPod { throw error }
            seen = error
        }
        try stop(pod)
        if let seen { throw seen }
    }

    private func launch() throws -> String {
        for attempt in 0..<Self.tries {
            switch try send("POST", "/v1/rentals", #"{"familyId":"h100-80gb","gpuCount":1}"#) {
            case .ok(let pod):
                if let id = pod["id"]?.string { return id }
                if let id = try runningPod() { return id }
            case .error(let code, let wait): try pause(code, wait, attempt)
            case .lost:
                try backOff(attempt)
                if mistake == .launchesBlindly { continue }
                if let id = try runningPod() { return id }
            }
        }
        throw GivesUp(description: "no pod")
    }

    /// What a launch whose answer was lost left behind.
    private func runningPod() throws -> String? {
        let list = try repeated("GET", "/v1/rentals")["rentals"]?.array ?? []
        return list.first { ["provisioning", "running"].contains($0["status"]?.string) }?["id"]?.string
    }

    private func stop(_ pod: String) throws {
        for attempt in 0..<Self.tries {
            switch try send("POST", "/v1/rentals/\(pod)/stop") {
            case .ok, .error("already_stopped", _): return
            case .error(let code, let wait): try pause(code, wait, attempt)
            case .lost: try backOff(attempt)
            }
        }
        throw GivesUp(description: "the pod does not stop")
    }

    private func repeated(_ method: String, _ path: String) throws -> JSON {
        for attempt in 0..<Self.tries {
            switch try send(method, path) {
            case .ok(let json): return json
            case .error(let code, let wait): try pause(code, wait, attempt)
            case .lost: try backOff(attempt)
            }
        }
        throw GivesUp(description: "\(path) cannot be read")
    }

    private func pause(_ code: String, _ retryAfter: Int?, _ attempt: Int) throws {
        let transient = ["rate_limited", "internal_error", "provider_error", "provider_pool_empty", "maintenance"]
        guard transient.contains(code) else { throw GivesUp(description: code) }
        if let retryAfter { try mock.advance(by: .seconds(retryAfter)) } else { try backOff(attempt) }
    }

    private func backOff(_ attempt: Int) throws { try mock.advance(by: .seconds(1 << attempt)) }

    private func send(_ method: String, _ path: String, _ body: String = "") throws -> Answer {
        let client = try connection ?? TestClient(port: port, patienceSeconds: 2)
        connection = client
        client.send(
            "\(method) /@\(mock.name)\(path) HTTP/1.1\r\nHost: localhost\r\nCookie: sid=dev\r\n"
                + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        guard let answer = client.answer(), (200..<600).contains(answer.status) else {
            client.close()
            connection = nil
            return .lost
        }
        if answer.has("Connection: close") { connection = nil }
        guard answer.head.contains("application/json"), let json = try? JSON.parse(Array(answer.body.utf8)) else {
            return .lost
        }
        if let code = json["error"]?.string {
            let wait = answer.head.split(separator: "\r\n").first { $0.hasPrefix("Retry-After: ") }
            return .error(code, retryAfter: wait.flatMap { Int($0.dropFirst("Retry-After: ".count)) })
        }
        return .ok(json)
    }
}
