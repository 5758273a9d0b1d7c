# Completion of lazy-labels for bash.  The command itself says which options and words it
# knows.
_lazy_labels ()
{
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]} words=''

  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "$(lazy-labels --print-words)" -- "$current")
    return
  fi
  # bash takes "--option=word" for three words.
  if [ "$current" = = ]; then
    current=''
  elif [ "$previous" = = ]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case $previous in
    --*) words=$(lazy-labels --print-words "$command" "${previous#--}" 2>/dev/null) ;;
  esac
  if [ -n "$words" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    return
  fi
  case $current in
    -*)
      mapfile -t COMPREPLY < <(compgen -W "$(lazy-labels --print-words "$command")" -- "$current")
      case ${COMPREPLY[0]-} in
        *=) compopt -o nospace ;;
      esac
      ;;
    *)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      ;;
  esac
}
complete -F _lazy_labels lazy-labels
