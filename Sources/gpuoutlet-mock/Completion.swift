import OutletContract

/// The scripts that let a shell complete our commands, flags and values.
enum Completion {
    static let shells = ["bash", "zsh"]

    static func script(for shell: String) -> String? {
        switch shell {
        case "bash": bash
        case "zsh": zsh
        default: nil
        }
    }

    /// bash looks the words up in `case` branches that the tables write.
    private static var bash: String {
        """
        # \(Product.name) \(Product.version): completion for bash
        _gpuoutlet_mock() {
            local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=serve candidate
            for candidate in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case $candidate in
                \(Command.allCases.map(\.rawValue).joined(separator: "|"))) command=$candidate; break ;;
                esac
            done
            COMPREPLY=()
            case $command:$previous in
        \(bashValues)
            esac
            if [[ $word == -* ]]; then
                case $command in
        \(bashFlags)
                esac
                return
            fi
            [[ $command == completion ]] && COMPREPLY=($(compgen -W "\(shells.joined(separator: " "))" -- "$word"))
            [[ $COMP_CWORD == 1 ]] && COMPREPLY=($(compgen -W "\(words)" -- "$word"))
            COMPREPLY+=($(compgen -f -- "$word"))
        }
        complete -o filenames -F _gpuoutlet_mock \(Product.name)
        """
    }

    private static var words: String { Command.allCases.map(\.rawValue).joined(separator: " ") }

    private static var bashValues: String {
        eachValue { command, option in
            switch option.value(in: command) {
            case .choice(let words): completed("-W \"\(words.joined(separator: " "))\"")
            case .clock: completed("-W \"live virtual\"")
            case .path: completed("-f")
            case .text, .integer, .factor: "return"
            case .onOff: nil
            }
        }
    }

    private static func completed(_ source: String) -> String {
        "COMPREPLY=($(compgen \(source) -- \"$word\")); return"
    }

    private static func eachValue(_ action: (Command, Option) -> String?) -> String {
        Command.allCases.flatMap { command in
            Option.taken(by: command).compactMap { option in
                action(command, option).map { "    \(command.rawValue):\(option.flag)) \($0) ;;" }
            }
        }.joined(separator: "\n")
    }

    private static var bashFlags: String {
        Command.allCases.map { command in
            let flags = (Option.taken(by: command).map(\.flag) + ["--help"]).joined(separator: " ")
            return "        \(command.rawValue)) COMPREPLY=($(compgen -W \"\(flags)\" -- \"$word\")) ;;"
        }.joined(separator: "\n")
    }

    /// zsh takes the sentences too.
    private static var zsh: String {
        let commands = Command.allCases.map { "        '\($0.rawValue):\(quoted($0.row.summary))'" }
        return """
            #compdef \(Product.name)
            # \(Product.name) \(Product.version): completion for zsh
            _gpuoutlet_mock() {
                local -a commands=(
            \(commands.joined(separator: "\n"))
                )
                local command=${words[2]}
                if (( CURRENT == 2 )) && [[ $words[CURRENT] != -* ]]; then
                    _describe command commands
                    _files
                    return
                fi
                (( ${commands[(I)$command:*]} )) || command=serve
                case $command in
            \(zshArguments)
                esac
            }
            compdef _gpuoutlet_mock \(Product.name)
            """
    }

    private static var zshArguments: String {
        Command.allCases.map { command in
            let options = Option.taken(by: command).map { option in
                let star = option.row.isRepeatable ? "*" : ""
                return "'\(star)\(option.flag)[\(quoted(option.row.help))]\(zshValue(option.value(in: command)))'"
            }
            let rest = command == .completion ? "'*:shell:(\(shells.joined(separator: " ")))'" : "'*:file:_files'"
            return "    \(command.rawValue)) _arguments \((options + [rest]).joined(separator: " ")) ;;"
        }.joined(separator: "\n")
    }

    private static func zshValue(_ value: OptionValue) -> String {
        switch value {
        case .onOff: ""
        case .choice(let words): ":value:(\(words.joined(separator: " ")))"
        case .clock: ":clock:(live virtual)"
        case .path: ":path:_files"
        case .text(let name), .integer(let name, _), .factor(let name): ":\(name.lowercased()): "
        }
    }

    /// Inside single quotes, brackets and colons, which mean something to zsh.
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
