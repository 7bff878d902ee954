import OutletContract
import OutletWire

/// The links of an operation's answer: what it made can be read, changed and removed, and a page has a next one.
extension Operation {
    var links: JSONObject {
        switch self {
        case .createRental: Operation.links(to: [.getRental, .meterRental, .stopRental], "id", from: "/id")
        case .listRentals:
            Operation.nextPage(of: self).merging(
                Operation.links(to: [.getRental, .meterRental, .stopRental], "id", from: "/rentals/0/id"))
        case .createKey: Operation.links(to: [.deleteKey], "id", from: "/id")
        case .listKeys: Operation.links(to: [.deleteKey], "id", from: "/keys/0/id")
        case .listInvoices:
            Operation.links(to: [.getInvoice, .invoicePayUrl, .voidInvoice], "id", from: "/data/0/id")
        case .listListings, .ledger: Operation.nextPage(of: self)
        default: JSONObject()
        }
    }

    private static func nextPage(of operation: Operation) -> JSONObject {
        [
            "nextPage": [
                "operationId": .string(operation.wireName),
                "parameters": ["cursor": "$response.body#/nextCursor"],
            ]
        ]
    }

    private static func links(to operations: [Operation], _ parameter: String, from pointer: String) -> JSONObject {
        var links = JSONObject()
        for operation in operations {
            links[operation.wireName] = [
                "operationId": .string(operation.wireName),
                "parameters": .object([parameter: .string("$response.body#\(pointer)")]),
            ]
        }
        return links
    }
}

extension JSONObject {
    fileprivate func merging(_ other: JSONObject) -> JSONObject {
        var all = self
        for (key, value) in other.members { all[key] = value }
        return all
    }
}
