/// The scripts that make shells ask `elastatus complete`.
enum CompletionScript: String, CaseIterable {
    case bash, zsh, fish

    var text: String {
        switch self {
        case .bash: Self.bashText
        case .zsh: Self.zshText
        case .fish: Self.fishText
        }
    }

    private static let bashText = #"""
        # Completion of elastatus for bash. Made by `elastatus completion bash`.
        _elastatus() {
          local line=${COMP_LINE:0:COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} whole cut candidate
          # Bash takes = and : for the ends of words; only what stands behind the last one is replaced.
          whole=${line##*[[:space:]]}
          case $current in =|:) current= ;; esac
          cut=${whole%"$current"}
          COMPREPLY=()
          while IFS= read -r candidate; do
            case $candidate in
              :files) COMPREPLY+=($(compgen -f -- "$current")); compopt -o filenames 2>/dev/null; continue ;;
              :folders) COMPREPLY+=($(compgen -d -- "$current")); compopt -o filenames 2>/dev/null; continue ;;
            esac
            candidate=${candidate%%$'\t'*}
            case $candidate in *[!A-Za-z0-9_.,:=/@%+-]*) printf -v candidate '%q' "$candidate" ;; esac
            COMPREPLY+=("${candidate#"$cut"}")
          done < <("${COMP_WORDS[0]}" complete --line "$line" 2>/dev/null)
        }
        complete -F _elastatus elastatus

        """#

    private static let zshText = #"""
        #compdef elastatus
        # Completion of elastatus for zsh. Made by `elastatus completion zsh`.
        _elastatus() {
          local line
          local -a found shown
          while IFS= read -r line; do
            case $line in
              :files) _files; continue ;;
              :folders) _files -/; continue ;;
            esac
            found+=("${line%%$'\t'*}")
            if [[ $line == *$'\t'?* ]]; then
              shown+=("${line%%$'\t'*}  -- ${line#*$'\t'}")
            else
              shown+=("${line%%$'\t'*}")
            fi
          done < <("${(Q)words[1]}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
          (( $#found )) && compadd -l -d shown -a found
        }
        if [[ ${funcstack[1]} == _elastatus ]]; then
          _elastatus "$@"
        else
          compdef _elastatus elastatus
        fi

        """#

    private static let fishText = #"""
        # Completion of elastatus for fish. Made by `elastatus completion fish`.
        function __elastatus_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            for line in ($words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
                switch $line
                    case :files :folders
                        __fish_complete_path "$current"
                    case '*'
                        printf '%s\n' $line
                end
            end
        end
        complete -c elastatus -f -a '(__elastatus_complete)'

        """#
}
