/// A rented pod.
public struct Rental: Decodable, Hashable, Sendable {
    /// `rent_…`
    public let id: String
    /// `provisioning`, `running`, `stopping`, `stopped` or `failed`.
    public let status: String
    /// Where to log in; nil until it runs.
    public let host: String?
    /// For all its GPUs together.
    public let pricePerHourCents: Int
    /// To the second.
    public let totalChargedCents: Int
}
