import OutletContract
import OutletScenarios
import OutletWire

/// The part of a change that must not be done twice. Two requests with the same effect are the same order, whatever
/// else they say: another `name` is no excuse.
enum Effect: Hashable, Sendable {
    case pod(family: String, count: Int)
    case payment(cents: Int)
    /// The key material, without the comment.
    case key(String)
    case cardSetup

    /// Nil for calls that can be repeated without harm.
    init?(_ exchange: Exchange) {
        switch exchange.route?.operation {
        case .createRental:
            self = .pod(
                family: exchange.subject ?? "", count: exchange.bodyMember("gpuCount")?.integer ?? 0)
        case .checkout: self = .payment(cents: exchange.bodyMember("amountCents")?.integer ?? 0)
        case .createKey:
            let words = exchange.bodyMember("publicKey")?.string?.split(separator: " ") ?? []
            self = .key(words.prefix(2).joined(separator: " "))
        case .setupIntent: self = .cardSetup
        default: return nil
        }
    }

    /// The operations that show a client whether the effect took place.
    var listsThatShow: [Operation] {
        switch self {
        case .pod: [.listRentals]
        case .key: [.listKeys]
        case .payment: [.ledger, .balance]
        case .cardSetup: [.getCard]
        }
    }
}
