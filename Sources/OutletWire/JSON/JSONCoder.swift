/// Converts any `Codable` value to an ordered `JSON` and back.
///
/// Equal values give equal bytes in every process: members keep the order in which a type encodes them, and
/// dictionaries, which have no order of their own, are sorted by key. Nil members are left out.
package enum JSONCoder {
    /// The value as JSON. Refuses sets, and dictionaries whose keys are not strings: Swift encodes them as a list in
    /// hash order, which differs between processes.
    package static func encode(_ value: some Encodable) throws(JSONCodingError) -> JSON {
        do {
            return try JSONEncoding.json(value, codingPath: [])
        } catch let error as JSONCodingError {
            throw error
        } catch let EncodingError.invalidValue(_, context) {
            throw JSONCodingError(context.codingPath, context.debugDescription)
        } catch {
            throw JSONCodingError([], "cannot be written as JSON: \(error)")
        }
    }

    /// Decodes `json`, or throws the exact path at which it does not fit the type. Ignores members that the type does
    /// not know; a caller that cares compares with `encode` of the result.
    package static func decode<Value: Decodable>(
        _ type: Value.Type, from json: JSON
    ) throws(JSONCodingError) -> Value {
        do {
            return try JSONDecoding(json: json, codingPath: []).value(type)
        } catch let error as JSONCodingError {
            throw error
        } catch let error as DecodingError {
            throw JSONCodingError(error)
        } catch {
            throw JSONCodingError([], "cannot be read: \(error)")
        }
    }
}
