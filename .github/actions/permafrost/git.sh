# What the other scripts share: git that asks nobody, runs no hook, and may read where this job may read.
export GIT_TERMINAL_PROMPT=0
if [[ -n ${TOKEN:-} ]]; then
  secret=$(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')
  echo "::add-mask::$secret"
  export GIT_CONFIG_COUNT=1
  export GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
  export GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $secret"
fi

git() {
  command git -c core.hooksPath=/dev/null -c gc.auto=0 "$@"
}

is_commit() {
  [[ $1 =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]]
}

is_shallow() {
  [[ $(git rev-parse --is-shallow-repository) == true ]]
}

# fetch_both ONE OTHER [--depth=N]
fetch_both() {
  timeout 300 git fetch --quiet --no-tags --no-recurse-submodules --no-write-fetch-head "${@:3}" origin "$1" "$2"
}

# began ONE OTHER: the last commit they have in common, if no later one can hide behind the edge of a shallow clone.
began() {
  local found edge
  found=$(git merge-base "$1" "$2" 2>/dev/null) || return 1
  found=${found%%$'\n'*}
  edge=$(git rev-parse --git-path shallow)
  if [[ -s $edge ]] && git rev-list "$1" "$2" "^$found" | grep -Fxf "$edge" >/dev/null; then
    return 1
  fi
  echo "$found"
}

# merge_base ONE OTHER: the same, with more and more of the history fetched until it is known.
merge_base() {
  local depth depths=(50 500 5000 "$MOST")
  if ! is_shallow; then
    git cat-file -e "$1^{commit}" 2>/dev/null && git cat-file -e "$2^{commit}" 2>/dev/null || fetch_both "$1" "$2" || return 1
    began "$1" "$2"
    return
  fi
  began "$1" "$2" && return
  for depth in "${depths[@]}"; do
    if ((depth <= MOST)); then
      fetch_both "$1" "$2" "--depth=$depth" || return 1
      began "$1" "$2" && return
    fi
  done
  return 1
}
