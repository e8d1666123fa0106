#!/usr/bin/env bash
# The check is as red as the worst of what was found.
set -euo pipefail
code=${JUDGED:-2}
if ((${APPROVED:-0} > code)); then code=$APPROVED; fi
echo "code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
