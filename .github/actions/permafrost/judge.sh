#!/usr/bin/env bash
# Validates, tests and plans. Writes what people get to report/, what the commenting job gets to handover/, and its exit code to the outputs.
set -uo pipefail
cd "$FOLDER" || exit 2

# Nothing that is printed from here on can be a command to the runner, but for the annotations.
stop=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$stop"

worst=0
permafrost() {
  node "$COMMAND" --policies "$POLICIES" "$@"
}
judged() {
  permafrost "$@"
  local code=$?
  if ((code > worst)); then worst=$code; fi
  return "$code"
}
# annotate WORDS…: prints annotations as commands, and what else is said as text.
annotate() {
  local said
  said=$(permafrost "$@" --format github 2>/dev/null) || true
  echo "::$stop::"
  printf '%s\n' "$said"
  echo "::stop-commands::$stop"
}

judged validate --format junit --out "$REPORT/report/findings.xml"
permafrost validate --format sarif --out "$REPORT/handover/findings.sarif" 2>/dev/null
annotate validate

plan=$REPORT/handover/plan.md
if ((worst == 0)); then
  judged test --format junit --out "$REPORT/report/tests.xml"
  annotate test
fi
if [[ -n $PROBLEM ]]; then
  worst=2
elif ((worst < 2)); then
  here=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY
  judged plan "$BASE" "$HEAD" --author "github:$AUTHOR" --format markdown --out "$plan" \
    --source-url "$here/blob/$HEAD" --whole "$here/actions/runs/$GITHUB_RUN_ID"
  if [[ -s $plan ]]; then
    permafrost plan "$BASE" "$HEAD" --author "github:$AUTHOR" --format html --out "$REPORT/report/plan.html"
    permafrost plan "$BASE" "$HEAD" --author "github:$AUTHOR" --format json --out "$REPORT/report/plan.json"
  fi
fi

if [[ ! -s $plan && -z $PROBLEM ]] && ((worst == 1)); then
  permafrost validate --format markdown --out "$plan" --source-url "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/$HEAD"
fi
if [[ -n $PROBLEM ]]; then
  {
    echo '### No plan: it is not known where this branch began'
    echo
    echo "The clone is shallow, and the last commit that the branch and its base have in common is not among the commits that were fetched."
    echo 'Give `actions/checkout` a `fetch-depth: 0`, or the action a larger `most-commits`. Until then nothing is known of this change.'
  } >"$plan"
elif [[ ! -s $plan ]]; then
  {
    echo '### No plan: the policies could not be read'
    echo
    echo 'The log of the check says why. Until then nothing is known of this change.'
  } >"$plan"
fi

only=false
if [[ -n $BASE ]] && ((worst == 0)) && git diff-tree -r --quiet "$BASE" "$HEAD" -- "$POLICIES"; then only=true; fi
cat "$plan" >>"$GITHUB_STEP_SUMMARY"
{
  echo "code=$worst"
  echo "only=$only"
} >>"$GITHUB_OUTPUT"
echo "::$stop::"
