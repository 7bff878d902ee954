import OutletEngine
import OutletWire

@testable import GPUOutletMock

/// Replies that need no engine.
enum Canned {
    /// Says back what was asked, so that a test sees which answer belongs to which request.
    static func echo(_ request: Request) -> Reply {
        let text = "\(request.method.name) \(request.target) \(String(decoding: request.body, as: UTF8.self))"
        return Reply(
            Response(status: 200, headers: [HeaderField("Content-Type", "text/plain")], body: Array(text.utf8)))
    }

    /// The same, delivered in another way if the target starts with `/odd`.
    static func odd(_ delivery: Delivery) -> @Sendable (Request) -> Reply {
        { request in
            var reply = echo(request)
            if request.target.hasPrefix("/odd") { reply.delivery = delivery }
            return reply
        }
    }

    /// The same, each answer that of an exchange: that of `/7` is number 7.
    static func exchange(_ delivery: Delivery) -> @Sendable (Request) -> Reply {
        { request in
            var reply = odd(delivery)(request)
            let number = Int(request.target.filter(\.isNumber)) ?? 0
            reply.deliveryID = DeliveryID(world: 0, era: 0, number: number)
            return reply
        }
    }

    static func refusal(_ error: WireError) -> Response {
        let body = #"{"error":"validation_failed","message":"\#(error.message) (\#(error.source))"}"#
        return Response(
            status: error.status, headers: [HeaderField("Content-Type", "application/json")], body: Array(body.utf8))
    }

    static func handler(_ reply: @escaping @Sendable (Request) -> Reply = echo) -> Handler {
        Handler(reply: { request, _ in (reply(request), []) }, refusal: { error, _ in refusal(error) })
    }
}
