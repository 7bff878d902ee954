import OutletContract
package import OutletWire

/// One line of the catalogue.
package struct Listing: Hashable, Sendable {
    package let id: String
    package let offer: InitialState.Listing
    let model: String
    let vramGB: Int
    /// The record as the API shows it, made once: catalogues are read far more often than they change.
    package let json: JSON

    package init(id: String, offer: InitialState.Listing) {
        let row = offer.family.row
        self.id = id
        self.offer = offer
        model = row.model
        vramGB = row.vramGB
        json = [
            "id": .string(id), "model": .string(row.model), "family": .string(offer.family.rawValue),
            "vramGb": .integer(row.vramGB), "gpuCount": .integer(offer.gpuCount),
            "pricePerHourCents": .integer(offer.pricePerHour.value),
            "providerCode": .string(offer.provider.rawValue), "region": .string(offer.region.rawValue),
            "regionCode": .string(offer.region.countryCode), "interconnect": .optional(row.interconnect),
        ]
    }
}

extension Listing: Codable {
    private enum CodingKeys: CodingKey {
        case id
        case offer
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.decode(String.self, forKey: .id),
            offer: try members.decode(InitialState.Listing.self, forKey: .offer))
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(id, forKey: .id)
        try members.encode(offer, forKey: .offer)
    }
}
