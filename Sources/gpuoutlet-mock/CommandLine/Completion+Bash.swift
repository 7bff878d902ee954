import OutletContract

extension Completion {
    /// bash passes words, so the script finds the command by walking over them and skips the values of flags. In bash
    /// an equals sign is a word of its own, and so is a colon, which is why no URL is completed.
    static var bash: String {
        """
        # \(Product.name) \(Product.version): completion for bash, 3.2 and later
        _gpuoutlet_mock() {
            local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} program=$1
            local command=serve named= index=0
            while (( ++index < COMP_CWORD )); do
                case ${COMP_WORDS[index]} in
                \(valued)) [[ ${COMP_WORDS[index+1]} == = ]] && (( ++index )); (( ++index )) ;;
                -*) ;;
                \(commands.joined(separator: "|"))) command=${COMP_WORDS[index]} named=yes; break ;;
                *) named=yes; break ;;
                esac
            done
            if [[ $word == = ]]; then
                word=
            elif [[ $previous == = ]]; then
                previous=${COMP_WORDS[COMP_CWORD-2]}
            fi
            COMPREPLY=()
            case $command:$previous in
        \(bashValues)
            esac
            case $word in
            -*)
                case $command in
        \(bashFlags)
                esac
                return ;;
            esac
            if [[ -z $named ]]; then
                COMPREPLY=($(compgen -W "\(commands.joined(separator: " "))" -- "$word"))
                [[ ${#COMPREPLY[@]} == 0 ]] || return
            fi
            case $command in
        \(bashOperands)
            help) COMPREPLY=($(compgen -W "\(helpWords.joined(separator: " "))" -- "$word")) ;;
            esac
        }
        _gpuoutlet_mock_paths() {
            local IFS=$'\\n'
            compopt -o filenames 2>/dev/null
            COMPREPLY=($(compgen -f -- "$1"))
        }
        _gpuoutlet_mock_scenarios() {
            local IFS=$'\\n'
            compopt -o filenames 2>/dev/null
            COMPREPLY=($(compgen -d -- "$1"; compgen -f -X '!*.json' -- "$1"; compgen -f -X '!*.json5' -- "$1"))
        }
        complete -F _gpuoutlet_mock \(Product.name)
        """
    }

    private static var valued: String {
        Option.allCases.filter { $0.row.value != .onOff }.map(\.flag).joined(separator: "|")
    }

    private static var bashValues: String {
        Command.allCases.flatMap { command in
            Option.taken(by: command).filter { $0.row.value != .onOff }.map { option in
                let action = bashAction(values(of: option, in: command))
                return "    \(command.rawValue):\(option.flag)) \(action)return ;;"
            }
        }.joined(separator: "\n")
    }

    private static var bashFlags: String {
        Command.allCases.map { command in
            let program = command == .serve ? ["--help", "--version"] : ["--help"]
            let flags = (Option.taken(by: command).map(\.flag) + program).joined(separator: " ")
            return "        \(command.rawValue)) COMPREPLY=($(compgen -W \"\(flags)\" -- \"$word\")) ;;"
        }.joined(separator: "\n")
    }

    private static var bashOperands: String {
        Command.allCases.compactMap { command in
            let action = bashAction(operands(of: command))
            return action.isEmpty ? nil : "    \(command.rawValue)) \(action);;"
        }.joined(separator: "\n")
    }

    /// Shell code that fills COMPREPLY, with a trailing semicolon; empty if there is nothing to complete.
    private static func bashAction(_ source: Source) -> String {
        switch source {
        case .nothing: ""
        case .words(let words) where words.contains { $0.contains(":") }: ""
        case .words(let words): "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$word\")); "
        case .scenarioFiles: "_gpuoutlet_mock_scenarios \"$word\"; "
        case .scenarioNames:
            "COMPREPLY=($(compgen -W \"$(\(scenarioNames(program: "\"$program\"")))\" -- \"$word\")); "
        case .paths: "_gpuoutlet_mock_paths \"$word\"; "
        }
    }
}
