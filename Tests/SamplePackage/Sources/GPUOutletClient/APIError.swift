import Foundation

/// An error as the API tells it.
public struct APIError: Error, Hashable, Decodable, Sendable {
    /// `insufficient_balance`, `rate_limited`, …
    public let code: String
    /// For people.
    public let message: String

    private enum CodingKeys: String, CodingKey {
        case code = "error"
        case message
    }

    init(status: Int, _ data: Data) {
        if let error = try? JSONDecoder().decode(APIError.self, from: data) {
            self = error
        } else {
            self.init(code: "unreadable", message: "HTTP \(status)")
        }
    }

    private init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}
