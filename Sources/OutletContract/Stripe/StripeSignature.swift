/// The `Stripe-Signature` header of a webhook: when it was signed, and one or more signatures (while a secret is being
/// rolled, Stripe signs with both the old and the new one).
///
/// Source: Stripe's documentation, "Verify webhook signatures manually".
package struct StripeSignature: Hashable, Sendable {
    /// The maximum age of a signature. One from the future is accepted, as in Stripe's own libraries: the signer's
    /// clock may run ahead of ours, which a test can hold.
    package static let tolerance = Limits.webhookTolerance

    /// `t` exactly as sent, since those are the bytes that were signed.
    private let timestamp: String
    private let signedAt: Instant
    private let signatures: [String]

    /// The header value that Stripe would send with this body now.
    package static func sign(_ body: [UInt8], secret: String, at now: Instant) -> String {
        let timestamp = String(now.unixSeconds)
        return "t=\(timestamp),v1=\(signature(of: body, timestamp: timestamp, secret: secret))"
    }

    /// Throws unless the header signs this body with this secret and is not too old. `body` must be the bytes received.
    package static func verify(
        _ header: String?, body: [UInt8], secret: String, now: Instant
    ) throws(StripeSignatureProblem) {
        guard let header, !header.isEmpty else { throw .missing }
        let signature = try StripeSignature(header)
        try signature.verify(body, secret: secret, now: now)
    }

    private init(_ header: String) throws(StripeSignatureProblem) {
        var timestamp: String?
        var signatures: [String] = []
        for element in header.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = element.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw .malformed }
            switch parts[0] {
            case "t" where timestamp == nil: timestamp = String(parts[1])
            case "v1": signatures.append(String(parts[1]))
            default: break  // Other schemes (`v0` in test mode) are to be ignored.
            }
        }
        guard let timestamp, let seconds = StripeSignature.seconds(timestamp) else { throw .malformed }
        guard !signatures.isEmpty else { throw .unsigned }
        self.timestamp = timestamp
        self.signedAt = Instant(milliseconds: seconds * 1000)
        self.signatures = signatures
    }

    private func verify(_ body: [UInt8], secret: String, now: Instant) throws(StripeSignatureProblem) {
        let expected = Array(StripeSignature.signature(of: body, timestamp: timestamp, secret: secret).utf8)
        guard signatures.contains(where: { HMACSHA256.areEqual(Array($0.utf8), expected) }) else { throw .wrong }
        let age = Span.seconds(now.unixSeconds) - Span.seconds(signedAt.unixSeconds)
        guard age <= StripeSignature.tolerance else { throw .tooOld(age) }
    }

    private static func signature(of body: [UInt8], timestamp: String, secret: String) -> String {
        Hexadecimal.encode(HMACSHA256.code(for: Array("\(timestamp).".utf8) + body, key: Array(secret.utf8)))
    }

    /// Parses up to twelve digits, which reach the year 33658 and cannot overflow as milliseconds.
    private static func seconds(_ text: String) -> Int? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
