#!/usr/bin/env bash
# Finds where the branch began: what it is compared with. The tip of the base would show what others did since as undone.
set -euo pipefail
source "$GITHUB_ACTION_PATH/git.sh"
cd "$FOLDER"

if ! is_commit "$BASE" || ! is_commit "$HEAD"; then
  echo '::error::This job was started by no pull request: call the action on pull_request.'
  exit 2
fi
if base=$(merge_base "$BASE" "$HEAD"); then
  echo "base=$base" >>"$GITHUB_OUTPUT"
else
  echo "problem=history" >>"$GITHUB_OUTPUT"
fi
