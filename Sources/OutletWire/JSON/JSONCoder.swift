/// Turns any `Codable` value into an ordered `JSON` and back.
///
/// Equal values give equal bytes in every process: members stand in the order in which a type encodes them, and a
/// dictionary, which has no order of its own, stands sorted by key. A nil member is left out.
package enum JSONCoder {
    /// The value as JSON. Sets, and dictionaries whose keys are no strings, are refused: Swift writes them as a list in
    /// the order of the hash, which differs from process to process.
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

    /// The value that `json` says, or the exact path at which it does not say one. Members that the type does not
    /// know are passed over; a caller that minds compares with `encode` of the result.
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
