#!/usr/bin/env bash
# Says for the other job what this is about and what was found, and how red the check has to be.
set -euo pipefail
if [[ $APPROVALS == true && -z $APPROVED ]]; then APPROVED=2; fi
printf '{"version":1,"number":%d,"head":"%s","onlyUpdate":%s,"judged":%d,"approved":%s}\n' \
  "$NUMBER" "$HEAD" "$ONLY" "$JUDGED" "${APPROVED:-null}" >"$REPORT/handover/about.json"
code=$JUDGED
if ((${APPROVED:-0} > code)); then code=$APPROVED; fi
echo "code=$code" >>"$GITHUB_OUTPUT"
