import OutletContract

extension Completion {
    /// zsh shows the help sentences too. The file works both sourced after `compinit` and as `_gpuoutlet-mock` in a
    /// folder of `fpath`, where its first call has to complete as well as define.
    static var zsh: String {
        """
        #compdef \(Product.name)
        # \(Product.name) \(Product.version): completion for zsh
        _gpuoutlet-mock() {
            local -a commands=(
        \(zshCommands)
            )
            local command=serve
            if (( CURRENT > 2 )) && (( ${commands[(I)${(b)words[2]}:*]} )); then
                command=${words[2]}
                shift words
                (( CURRENT-- ))
            elif (( CURRENT == 2 )) && [[ ${words[2]} != -* ]]; then
                _describe -t commands command commands && return
            fi
            case $command in
        \(zshArguments)
            help) _arguments '1:topic:(\(helpWords.joined(separator: " ")))' ;;
            esac
        }
        _gpuoutlet-mock_scenarios() {
            local -a names=(${(f)"$(\(scenarioNames(program: "gpuoutlet-mock")))"})
            _describe -t scenarios scenario names
        }
        if [[ ${funcstack[1]} == _gpuoutlet-mock ]]; then
            _gpuoutlet-mock "$@"
        elif (( ${+functions[compdef]} )); then
            compdef _gpuoutlet-mock \(Product.name)
        else
            print -u2 '\(Product.name): run compinit before this completion is loaded'
        fi
        """
    }

    private static var zshCommands: String {
        let help = "        'help:Print the manual page, or a command\(quoted("'"))s.'"
        return (Command.allCases.map { "        '\($0.rawValue):\(quoted($0.row.summary))'" } + [help])
            .joined(separator: "\n")
    }

    private static var zshArguments: String {
        Command.allCases.map { command in
            let options = Option.taken(by: command).map { zshOption($0, in: command) }
            var words = options + ["'(- *)--help[Print the manual page.]'"]
            if command == .serve { words.append("'(- *)--version[Print the version.]'") }
            let index = command.row.operandCount.upperBound == 1 ? "1" : "*"
            let operands = operands(of: command)
            let action = zshAction(operands)
            if !action.isEmpty { words.append("'\(index):\(zshNoun(operands)):\(action)'") }
            return "    \(command.rawValue)) _arguments \(words.joined(separator: " ")) ;;"
        }.joined(separator: "\n")
    }

    /// The equals sign allows the value right after it or as a word of its own.
    private static func zshOption(_ option: Option, in command: Command) -> String {
        let star = option.row.isRepeatable ? "*" : ""
        let help = "[\(quoted(option.row.help))]"
        guard let name = option.value(in: command).name else { return "'\(star)\(option.flag)\(help)'" }
        let noun = name.contains("|") ? "value" : name.lowercased()
        let action = zshAction(values(of: option, in: command))
        return "'\(star)\(option.flag)=\(help):\(noun):\(action.isEmpty ? " " : action)'"
    }

    private static func zshNoun(_ source: Source) -> String {
        switch source {
        case .scenarioFiles, .scenarioNames: "scenario"
        case .words(let words) where words == shells: "shell"
        case .words: "URL"
        case .nothing, .paths: "file"
        }
    }

    private static func zshAction(_ source: Source) -> String {
        switch source {
        case .nothing: ""
        case .words(let words): "(\(words.map(quoted).joined(separator: " ")))"
        case .scenarioFiles: #"_files -g "*.json(|5)""#
        case .scenarioNames: "_gpuoutlet-mock_scenarios"
        case .paths: "_files"
        }
    }

    /// Escapes a text for single quotes, and for zsh's special brackets and colons.
    private static func quoted(_ text: String) -> String {
        text.map { character in
            switch character {
            case "'": #"'\''"#
            case ":", "[", "]": "\\\(character)"
            default: String(character)
            }
        }.joined()
    }
}
