import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A client of the GPU Outlet API, as an app would have one.
///
/// It follows the advice of the API's error page: it waits as long as `Retry-After` says, repeats what is transient a
/// few times, and gives up on everything else.
public struct GPUOutletClient: Sendable {
    /// How it waits before it asks again. An app sleeps; a test moves the clock of its double instead.
    public typealias Pause = @Sendable (Duration) async throws -> Void

    private let baseURL: URL
    private let cookie: String
    private let pause: Pause
    private let session: URLSession

    /// How often one call is tried in all.
    private static let attempts = 4
    private static let transient = ["rate_limited", "provider_pool_empty", "provider_error", "internal_error"]

    /// A client of the API at `baseURL`, signed in by the cookie.
    public init(
        baseURL: URL = URL(string: "https://gpuoutlet.ai/v1")!, cookie: String,
        pause: @escaping Pause = { try await Task.sleep(for: $0) }
    ) {
        self.baseURL = baseURL
        self.cookie = cookie
        self.pause = pause
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false  // the session is the app's, and goes into each request by hand
        session = URLSession(configuration: configuration)
    }

    /// Launches a pod with this many GPUs of a family.
    public func launch(_ family: String, gpuCount: Int = 1) async throws -> Rental {
        let id: Identified = try await send("POST", "rentals", Launch(familyId: family, gpuCount: gpuCount))
        return try await rental(id.id)
    }

    /// A pod as it is now.
    public func rental(_ id: String) async throws -> Rental { try await send("GET", "rentals/\(id)") }

    /// Stops a pod.
    public func stop(_ id: String) async throws { let _: Identified = try await send("POST", "rentals/\(id)/stop") }

    /// What is in the wallet and not reserved, in cents.
    public func availableCents() async throws -> Int {
        let balance: Balance = try await send("GET", "billing/balance")
        return balance.availableCents
    }

    private struct Launch: Encodable {
        var familyId: String
        var gpuCount: Int
    }

    private struct Identified: Decodable { var id: String }
    private struct Balance: Decodable { var availableCents: Int }

    private func send<Answer: Decodable>(
        _ method: String, _ path: String, _ body: (any Encodable)? = nil
    ) async throws -> Answer {
        var request = URLRequest(url: baseURL.appending(path: path))
        request.httpMethod = method
        request.setValue(cookie, forHTTPHeaderField: "Cookie")
        if let body {
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try JSONEncoder().encode(body)
        }
        for attempt in 1... {
            let (data, response) = try await session.data(for: request)
            let http = response as! HTTPURLResponse
            if http.statusCode == 200 { return try JSONDecoder().decode(Answer.self, from: data) }
            let error = APIError(status: http.statusCode, data)
            guard Self.transient.contains(error.code), attempt < Self.attempts else { throw error }
            let told = http.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) }
            try await pause(told.map { .seconds($0) } ?? .seconds(1 << attempt))
        }
        preconditionFailure("the last attempt returns or throws")
    }
}
