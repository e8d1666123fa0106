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

# What is neither would be taken for "nobody has to approve".
if [[ $APPROVALS != true && $APPROVALS != false ]]; then
  echo '::error::The input "approvals" is either true or false.'
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
# What is remembered for later steps can say anything to who reads it: it stays in this job, where a machine of one's own has many.
cache=$RUNNER_TEMP/permafrost/cache
{
  echo "command=$command"
  echo "cache=$cache"
  echo "report=$report"
} >>"$GITHUB_OUTPUT"
