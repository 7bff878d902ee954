import OutletContract
package import OutletWire

/// What `previewRental` and `createRental` both ask for.
package struct PodSpec: Hashable, Sendable {
    package var familyId: String
    package var gpuCount: Int
    package var templateId: String?
    /// A country code or an area; nil takes any.
    package var region: String?

    package init(familyId: String, gpuCount: Int = 1, templateId: String? = nil, region: String? = nil) {
        self.familyId = familyId
        self.gpuCount = gpuCount
        self.templateId = templateId
        self.region = region
    }

    /// Reads a body whose shape has been checked.
    package init(_ body: JSONObject) {
        familyId = body.checkedText("familyId")
        gpuCount = body.checkedNumber("gpuCount")
        templateId = body["templateId"]?.string
        region = body["region"]?.string
    }

    /// Returns the family and template named; throws `validation_failed` if a name is unknown.
    func resolved() throws(APIError) -> (family: Family, template: Template) {
        let family = Family(rawValue: familyId)
        let template = templateId.map(Template.init(rawValue:)) ?? .ubuntu
        if let family, let template, region.map(Region.filters.contains) ?? true { return (family, template) }
        var problems: [FieldProblem] = []
        if family == nil {
            let words = FieldType.listed(Family.allCases.map(\.rawValue))
            problems.append(FieldProblem("familyId", "must be \(words)"))
        }
        if template == nil {
            let words = FieldType.listed(Template.allCases.map(\.rawValue))
            problems.append(FieldProblem("templateId", "must be \(words)"))
        }
        if let region, !Region.filters.contains(region) {
            problems.append(FieldProblem("region", "must be \(FieldType.listed(Region.filters))"))
        }
        throw APIError(.validationFailed, details: problems)
    }
}
