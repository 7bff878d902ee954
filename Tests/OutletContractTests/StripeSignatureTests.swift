import OutletContract
import Testing

@Suite("Stripe signatures")
struct StripeSignatureTests {
    /// Made by `WebhookSignature.generate_signature_header` of the `stripe` package for Python, 16.1.0.
    static let vectors: [(secret: String, body: String, header: String)] = [
        (
            "whsec_test", #"{"id":"evt_1","object":"event","type":"checkout.session.completed"}"#,
            "t=1780819200,v1=fd94d5eb4575679fde1d5d60c1e857ded6ec78a78c30f3c1ca14940a57838df2"
        ),
        ("whsec_test", "", "t=1780819200,v1=ed88e27a332e502e180818348e9b6786b07f8ea522f71b760e2f88b700d53608"),
        (
            "whsec_nCk0wzSKsxkb8ZJwzgk9FiTVUYFxXtKo",
            "{\n  \"id\": \"evt_2\",\n  \"data\": {\"object\": {\"description\": \"Grüße, 世界 \\u20ac\"}}\n}\n",
            "t=1492774577,v1=a58b335d9800e1b3000510315a01e8e04e3c3a31479b7779799416ec66129272"
        ),
    ]

    static let secret = vectors[0].secret
    static let body = Array(vectors[0].body.utf8)
    static let header = vectors[0].header
    static let timestamp = 1_780_819_200
    static let signature = String(header.split(separator: "=")[2])

    @Test("are believed as Stripe's own package makes them, and made the same", arguments: vectors)
    func fromStripe(secret: String, body: String, header: String) throws {
        let seconds = try #require(Int(header.dropFirst(2).prefix(10)))
        let now = Instant(milliseconds: seconds * 1000)
        try StripeSignature.verify(header, body: Array(body.utf8), secret: secret, now: now)
        #expect(StripeSignature.sign(Array(body.utf8), secret: secret, at: now) == header)
    }

    @Test("are tolerated for five minutes, and from any future", arguments: [-10_000_000, -301, -1, 0, 1, 299, 300])
    func tolerated(age: Int) {
        #expect(problem(header: Self.header, age: age) == nil)
    }

    @Test("are refused when older", arguments: [301, 86400])
    func tooOld(age: Int) {
        #expect(problem(header: Self.header, age: age) == .tooOld(.seconds(age)))
    }

    @Test(
        "may stand among others and among other schemes, while a secret is rolled",
        arguments: [
            "t=1780819200,v1=\(String(repeating: "0", count: 64)),v1=\(signature)",
            "t=1780819200,v1=\(signature),v1=deadbeef", "v1=\(signature),t=1780819200",
            "t=1780819200,v0=6ffbb59b2300aae63f27240606,v1=\(signature)", "t=1780819200,x=a=b,v1=\(signature)",
        ])
    func several(header: String) {
        #expect(problem(header: header) == nil)
    }

    static let refusals: [(header: String?, problem: StripeSignatureProblem)] = [
        (nil, .missing), ("", .missing), ("nonsense", .malformed), ("t=,v1=\(signature)", .malformed),
        ("t=-5,v1=\(signature)", .malformed), ("t=1e9,v1=\(signature)", .malformed),
        ("t=9999999999999999999,v1=\(signature)", .malformed), ("v1=\(signature)", .malformed),
        ("t=1780819200,v1=\(signature),", .malformed), ("t=1780819200", .unsigned),
        ("t=1780819200,v0=\(signature)", .unsigned), ("t=1780819200,v1=", .wrong),
        ("t=1780819201,v1=\(signature)", .wrong), ("t=01780819200,v1=\(signature)", .wrong),
        ("t=1780819200,v1=\(signature.uppercased())", .wrong), ("t=1780819200,v1=\(signature.dropLast())", .wrong),
        ("t=1780819200,v1=\(signature)0", .wrong),
        ("t=1780819200,v1=\(String(repeating: "0", count: 64))", .wrong),
    ]

    @Test("are refused with the reason when missing, malformed or forged", arguments: refusals)
    func refused(header: String?, problem: StripeSignatureProblem) {
        #expect(self.problem(header: header) == problem)
        #expect(problem.sentence.hasSuffix("."))
    }

    @Test("hold for one body and one secret only")
    func bodyAndSecret() {
        #expect(problem(header: Self.header, body: Self.body + [0x20]) == .wrong)
        #expect(problem(header: Self.header, secret: "whsec_other") == .wrong)
    }

    @Test("say how old they are")
    func sentences() {
        #expect(
            StripeSignatureProblem.tooOld(.seconds(301)).sentence
                == "The signature is 301 s old; at most 300 s are tolerated.")
    }

    private func problem(
        header: String?, body: [UInt8] = body, secret: String = secret, age: Int = 0
    ) -> StripeSignatureProblem? {
        do throws(StripeSignatureProblem) {
            let now = Instant(milliseconds: (Self.timestamp + age) * 1000 + 999)
            try StripeSignature.verify(header, body: body, secret: secret, now: now)
            return nil
        } catch {
            return error
        }
    }
}
