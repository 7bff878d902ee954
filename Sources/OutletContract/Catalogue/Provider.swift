/// The upstream clouds whose GPUs are resold; the raw value is `providerCode`.
package enum Provider: String, CaseIterable, Hashable, Sendable, Codable {
    case vast
    case runpod
}
