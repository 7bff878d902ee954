// The static binary does not need URLs, and leaving Foundation out saves megabytes.
#if !WITHOUT_FOUNDATION
    #if canImport(FoundationEssentials)
        public import FoundationEssentials
    #else
        public import Foundation
    #endif

    extension MockControls {
        /// The double's URL: `http://localhost:4429`, or `http://localhost:4429/@name` for a world.
        public var url: URL { URL(validated: address) }

        /// The API's base URL for clients: `http://localhost:4429/v1`.
        public var apiURL: URL { URL(validated: "\(address)/v1") }
    }

    extension URL {
        fileprivate init(validated address: String) {
            // Always so: the host is localhost or a numeric address, and a world's name is percent-encoded.
            guard let url = URL(string: address) else { preconditionFailure("\(address) is a URL") }
            self = url
        }
    }
#endif
