/// The GPU families of the catalogue, with their model, price and stock.
///
/// Source: the API's catalogue page for the first two prices; the other rows are this double's choice.
package enum Family: String, CaseIterable, Hashable, Sendable, Codable {
    case rtx3090 = "rtx-3090"
    case rtx4090 = "rtx-4090"
    case l40s = "l40s"
    case a100With40GB = "a100-40gb"
    case a100With80GB = "a100-80gb"
    case h100 = "h100-80gb"
    case h200 = "h200-141gb"
    case b200 = "b200"

    package struct Row: Sendable {
        package var model: String
        package var vramGB: Int
        package var interconnect: String?
        /// For one GPU and one hour; a pod of n GPUs costs n times as much.
        package var pricePerHour: Cents
        /// GPUs in the pool when a world begins.
        package var stockGPUs: Int
        package var offers: [Offer]
    }

    /// A provider and a region that offer the family.
    package struct Offer: Hashable, Sendable, Codable {
        package var provider: Provider
        package var region: Region

        fileprivate init(_ provider: Provider, _ region: Region) {
            self.provider = provider
            self.region = region
        }
    }

    package var row: Row {
        switch self {
        case .rtx3090:
            Row("RTX_3090", 24, nil, 32, stock: 32, [Offer(.vast, .usWest), Offer(.vast, .frankfurt)])
        case .rtx4090:
            Row(
                "RTX_4090", 24, nil, 65, stock: 64,
                [Offer(.vast, .usEast), Offer(.vast, .tokyo), Offer(.runpod, .amsterdam)])
        case .l40s:
            Row("L40S", 48, nil, 95, stock: 24, [Offer(.runpod, .usEast), Offer(.runpod, .singapore)])
        case .a100With40GB:
            Row("A100_SXM_40GB", 40, "NVLink", 110, stock: 16, [Offer(.vast, .usEast), Offer(.runpod, .frankfurt)])
        case .a100With80GB:
            Row("A100_SXM_80GB", 80, "NVLink", 150, stock: 16, [Offer(.runpod, .usWest), Offer(.runpod, .amsterdam)])
        case .h100:
            Row("H100_SXM_80GB", 80, "NVLink", 280, stock: 16, [Offer(.vast, .usEast), Offer(.runpod, .tokyo)])
        case .h200:
            Row("H200_SXM_141GB", 141, "NVLink", 380, stock: 8, [Offer(.runpod, .usEast), Offer(.runpod, .frankfurt)])
        case .b200:
            Row("B200", 192, "NVLink", 550, stock: 8, [Offer(.vast, .usEast)])
        }
    }
}

extension Family.Row {
    fileprivate init(
        _ model: String, _ vramGB: Int, _ interconnect: String?, _ centsPerHour: Int, stock: Int,
        _ offers: [Family.Offer]
    ) {
        self.init(
            model: model, vramGB: vramGB, interconnect: interconnect, pricePerHour: Cents(centsPerHour),
            stockGPUs: stock, offers: offers)
    }
}
