package import OutletContract

/// Why a request was refused: one of the API's codes, or one of the double's own.
package enum RefusalCode: Hashable, Sendable {
    case api(ErrorCode)
    case mock(MockCode)

    package var wireName: String {
        switch self {
        case .api(let code): code.wireName
        case .mock(let code): code.rawValue
        }
    }
}
