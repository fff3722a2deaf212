#!/bin/bash
# Runs the tests that are built again and again, as `make repeat` says, and counts how often they fail.
#
#   Tests/Repeating/repeat.sh RUNS BUSY [FILTER]
#
# FILTER is as swift test takes it. BUSY is how many processes do nothing but keep a processor busy meanwhile. The log
# of a failed run is kept.
set -euo pipefail

runs=$1 busy=$2 filter=${3:-}
folder=.build/repeat
mkdir -p $folder
rm -f $folder/run-*.log
gcc -O1 -Wall -Wextra -shared -fPIC -o $folder/signalstacks.so Tests/Repeating/signalstacks.c -ldl -pthread

tests=(.build/debug/*PackageTests.xctest --testing-library swift-testing)
# As make test runs them.
tests+=(--experimental-maximum-parallelization-width 16)
[[ -z $filter ]] || tests+=(--filter "$filter")

spinners=()
stop() { (( ${#spinners[@]} == 0 )) || kill "${spinners[@]}" 2> /dev/null || true; }
trap stop EXIT
for (( number = 0; number < busy; number++ )); do
	( while :; do :; done ) &
	spinners+=($!)
done

failed=0
for (( run = 1; run <= runs; run++ )); do
	log=$folder/run-$run.log
	begun=$SECONDS
	# No thread dies silently, be it of an exhausted stack. A run that hangs is a failure too.
	if LD_PRELOAD=$PWD/$folder/signalstacks.so SWIFT_BACKTRACE=enable=yes,interactive=no,color=no \
		timeout --kill-after=10 45m "${tests[@]}" > "$log" 2>&1
	then
		echo "run $run of $runs: passed in $(( SECONDS - begun )) s"
		rm "$log"
	else
		code=$?
		failed=$(( failed + 1 ))
		echo "run $run of $runs: failed with code $code after $(( SECONDS - begun )) s, see $log:"
		grep -E '^✘ Test .* recorded an issue|unexpected signal|Crash|^💣|Fatal error' "$log" | head -n 10 || true
	fi
done
echo "$failed of $runs runs failed, beside $busy busy processes."
(( failed == 0 ))
