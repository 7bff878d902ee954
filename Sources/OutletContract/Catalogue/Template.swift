/// The images that a pod can start from.
package enum Template: String, CaseIterable, Hashable, Sendable, Codable {
    case ubuntu = "ubuntu-24-04"
    case pytorch
    case vllm
    case ollama
    case a1111
    case textGenerationWebUI = "text-gen-webui"
}
