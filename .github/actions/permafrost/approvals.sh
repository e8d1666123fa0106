#!/usr/bin/env bash
# Holds the approvals on GitHub against those that the change needs. Commits that were approved before the last push are fetched, since they
# count where they did the same.
set -uo pipefail
source "$GITHUB_ACTION_PATH/git.sh"
cd "$FOLDER" || exit 2

stop=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$stop"
code=2
if node "$COMMAND" github approvals --out "$REPORT/approvals.json"; then
  commits=$(node -p 'JSON.parse(fs.readFileSync(process.argv[1])).approvals.map(({ commit }) => commit).join("\n")' "$REPORT/approvals.json")
  for commit in $(sort -u <<<"$commits"); do
    if is_commit "$commit" && [[ $commit != "$HEAD" ]]; then
      merge_base "$BASE" "$commit" >/dev/null || echo "The approved commit $commit, or its history, could not be fetched: this approval cannot count."
    fi
  done
  node "$COMMAND" --policies "$POLICIES" approve-check "$BASE" "$HEAD" --approvals "$REPORT/approvals.json"
  code=$?
fi
echo "code=$code" >>"$GITHUB_OUTPUT"
echo "::$stop::"
