/// The pages that people read: the README, the catalogue, and those beside what they are about.
enum Documents {
    static let catalogueFolder = "Sources/GPUOutletMock/GPUOutletMock.docc"

    static func catalogue(_ name: String) -> String { "\(catalogueFolder)/\(name).md" }

    static let articles = Repository.files(under: catalogueFolder, endingIn: ".md")

    static let pages =
        ["README.md"]
        + ["Sources", "Tests", "docker", "scenarios"].flatMap { Repository.files(under: $0, endingIn: ".md") }
}
