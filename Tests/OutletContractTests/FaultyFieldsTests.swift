import OutletContract
import OutletWire
import Testing

/// A refusal names every field at fault, whatever is wrong with each; its code is that of the gravest.
@Suite("A refusal of fields")
struct FaultyFieldsTests {
    private static func refusal(_ shape: Shape?, _ object: JSONObject) -> APIError? {
        do throws(APIError) {
            try shape?.check(object)
            return nil
        } catch {
            return error
        }
    }

    private static let shortRSA =
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAACQDAAAAAAAAAAQ=="

    @Test(
        "names all of them at once",
        arguments: [
            (
                .setAutoTopup, ["enabled": false, "thresholdCents": 1, "topupAmountCents": 1], .validationFailed,
                ["thresholdCents", "topupAmountCents"]
            ),
            (
                .setAutoTopup, ["enabled": true, "thresholdCents": 1], .validationFailed,
                ["thresholdCents", "topupAmountCents"]
            ),
            (
                .setAutoTopup, ["enabled": true, "thresholdCents": .null], .validationFailed,
                ["thresholdCents", "topupAmountCents"]
            ),
            (
                .setAutoTopup, ["enabled": true, "thresholdCents": "1"], .validationFailed,
                ["thresholdCents", "topupAmountCents"]
            ),
            (
                .setAutoTopup, ["enabled": true, "thresholdCents": 500, "topupAmountCents": 999], .invalidAmount,
                ["topupAmountCents"]
            ),
            (
                .createRental,
                ["familyId": "h900", "gpuCount": 1, "name": .string(String(repeating: "x", count: 65))],
                .validationFailed, ["familyId", "name"]
            ),
            (
                .createRental, ["familyId": "h900", "gpuCount": 3, "region": "mars"], .invalidCount,
                ["familyId", "gpuCount", "region"]
            ),
            (
                .previewRental, ["familyId": 7, "gpuCount": 3, "templateId": "dos"], .validationFailed,
                ["familyId", "gpuCount", "templateId"]
            ),
            (.createKey, ["name": "", "publicKey": "garbled"], .validationFailed, ["name", "publicKey"]),
            (.createKey, ["name": "", "publicKey": .string(shortRSA)], .validationFailed, ["name", "publicKey"]),
            (.createKey, ["name": "laptop", "publicKey": .string(shortRSA)], .weakKey, ["publicKey"]),
            (.verifyCode, ["email": "nobody"], .validationFailed, ["email", "code"]),
            (.verifyCode, ["email": "nobody", "code": "1"], .invalidEmail, ["email"]),
        ] as [(Operation, JSONObject, ErrorCode, [String])])
    func bodies(operation: Operation, body: JSONObject, code: ErrorCode, fields: [String]) {
        let refusal = Self.refusal(operation.bodyShape, body)
        #expect(refusal?.code == code)
        #expect(refusal?.details.map(\.field) == fields)
    }

    @Test(
        "names a cursor beside any other parameter",
        arguments: Operation.allCases.filter { $0.queryShape["cursor"] != nil })
    func queries(operation: Operation) {
        let shape = operation.queryShape
        let query = shape.object(fromQuery: [("pageSize", "0"), ("cursor", "x")])
        #expect(Self.refusal(shape, query)?.details.map(\.field) == ["cursor", "pageSize"])
    }

    /// Every number that has a code of its own, in every body.
    private static let codedNumbers = Operation.allCases.flatMap { operation in
        (operation.bodyShape?.fields ?? []).filter { field in
            switch field.type {
            case .integer, .count: field.refusal != .validationFailed
            default: false
            }
        }.map { (operation, $0.name, $0.refusal) }
    }

    @Test("comes with the number's own code for every number that it does not take", arguments: codedNumbers)
    func numbers(operation: Operation, field: String, code: ErrorCode) {
        #expect(Self.codedNumbers.count == 4)
        let literals = ["1.5", "-1", "0", "1e30", "1e400", "9223372036854775808", "-9223372036854775809"]
        for literal in literals {
            var body = operation.bodyShape?.example.object ?? JSONObject()
            body[field] = literal == "0" || literal == "-1" ? .integer(Int(literal) ?? 0) : .decimal(literal)
            #expect(Self.refusal(operation.bodyShape, body)?.code == code, "\(literal)")
        }
        for other in ["1", true, .null, []] as [JSON] {
            var body = operation.bodyShape?.example.object ?? JSONObject()
            body[field] = other
            let isTaken = other == .null && operation.bodyShape?[field]?.isNullable == true
            #expect(Self.refusal(operation.bodyShape, body)?.code == (isTaken ? nil : .validationFailed))
        }
    }

    @Test("names the limits of the number at hand")
    func amounts() {
        let checkout = Self.refusal(Operation.checkout.bodyShape, ["amountCents": 99])
        #expect(checkout?.message == "Amount must be between $1 and $5,000")
        #expect(checkout?.message == ErrorCode.invalidAmount.row.message)
        let topup = Self.refusal(Operation.setAutoTopup.bodyShape, ["enabled": false, "topupAmountCents": 500])
        #expect(topup?.message == "Amount must be between $10 and $5,000")
        #expect(topup?.details.map(\.text) == ["must be from 1000 to 500000"])
        let broken = Self.refusal(Operation.checkout.bodyShape, ["amountCents": .decimal("2.5")])
        #expect(broken?.details.map(\.text) == ["must be a whole number from 100 to 500000"])
    }

    @Test(
        "takes a country without listings, and no other word, as a region",
        arguments: [
            ("FR", true), ("US", true), ("us", true), ("apac", true), ("fr", false), ("mars", false), ("", false),
        ])
    func regions(word: String, isTaken: Bool) {
        #expect((Self.refusal(Operation.listListings.queryShape, ["region": .string(word)]) == nil) == isTaken)
        let pod: JSONObject = ["familyId": "h100-80gb", "gpuCount": 1, "region": .string(word)]
        #expect((Self.refusal(Operation.createRental.bodyShape, pod) == nil) == Region.filters.contains(word))
    }
}
