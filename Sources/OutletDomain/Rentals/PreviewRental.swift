package import OutletWire

/// The body of `previewRental`.
package struct PreviewRental: Hashable, Sendable {
    package var spec: PodSpec

    package init(_ spec: PodSpec) { self.spec = spec }

    /// Reads a body whose shape has been checked.
    package init(_ body: JSONObject) { spec = PodSpec(body) }
}
