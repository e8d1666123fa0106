#!/usr/bin/env bash
# Builds permafrost from the version that this action is of. Nothing of the pull request is looked at: not its node_modules, not its .npmrc.
set -euo pipefail

if [[ ! $NAME =~ ^[a-z0-9]([a-z0-9._-]{0,58}[a-z0-9])?$ || $NAME == *--* ]]; then
  echo '::error::The input "name" takes small letters, digits, dots and single hyphens, at most 60.'
  exit 2
fi
if [[ $TASK != plan && $TASK != comment ]]; then
  echo '::error::The input "task" is either plan or comment.'
  exit 2
fi

home=$(cd "$GITHUB_ACTION_PATH/../../.." && pwd)
command=$home/dist/bin/permafrost.js
# Built already where the action runs twice in a job.
if [[ ! -f $command ]]; then
  (cd "$home" && npm ci --ignore-scripts --no-audit --no-fund && node scripts/build.mjs)
fi

report=$RUNNER_TEMP/permafrost/$NAME
rm -rf "$report"
mkdir -p "$report/report" "$report/handover"
{
  echo "command=$command"
  echo "report=$report"
} >>"$GITHUB_OUTPUT"
