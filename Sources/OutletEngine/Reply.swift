package import OutletWire

/// What the engine gives back for one request: what to say, and how to deliver it.
package struct Reply: Sendable {
    package var response: Response
    package var delivery: Delivery

    package init(_ response: Response, delivery: Delivery = .now) {
        self.response = response
        self.delivery = delivery
    }
}
