#!/bin/bash
# Runs the tests that are built again and again, as `make repeat` says, and counts how often they fail.
#
#   Tests/Repeating/repeat.sh RUNS BUSY [FILTER [ON_A_SERVER [COMMAND...]]]
#
# FILTER is as swift test takes it. A run is what `make test` does: all tests, and without a FILTER those that
# ON_A_SERVER names once more with their databases on a server, and then each COMMAND. BUSY is how many processes do
# nothing but keep a processor busy meanwhile. The log of a failed run is kept.
set -euo pipefail

runs=$1 busy=$2 filter=${3:-} on_a_server=${4:-}
commands=("${@:5}")
folder=.build/repeat
mkdir -p $folder
rm -f $folder/run-*.log
gcc -O1 -Wall -Wextra -shared -fPIC -o $folder/signalstacks.so Tests/Repeating/signalstacks.c -ldl -pthread

tests=(.build/debug/*PackageTests.xctest --testing-library swift-testing)
# As make test runs them.
tests+=(--experimental-maximum-parallelization-width 16)

spinners=()
stop() { (( ${#spinners[@]} == 0 )) || kill "${spinners[@]}" 2> /dev/null || true; }
trap stop EXIT
for (( number = 0; number < busy; number++ )); do
	( while :; do :; done ) &
	spinners+=($!)
done

# pass LOG SERVER_OPTION FILTER: one pass over the tests, beside a server of its own.
pass() {
	local log=$1 needed=$2 filter=$3
	# No thread dies silently, be it of an exhausted stack. A run that hangs is a failure too.
	Tests/PostgresTesting/server.sh $needed env LD_PRELOAD="$PWD/$folder/signalstacks.so" \
		SWIFT_BACKTRACE=enable=yes,interactive=no,color=no \
		timeout --kill-after=10 45m "${tests[@]}" ${filter:+--filter "$filter"} > "$log" 2>&1
}

# part COMMAND...: runs a part of a run, where those before it passed, and notes how long it took.
part() {
	(( code == 0 )) || return 0
	local begun=$SECONDS
	"$@" || code=$?
	seconds+="${seconds:+ + }$(( SECONDS - begun ))"
}

played() { timeout --kill-after=10 45m bash -c "$2" > "$1" 2>&1; }
second_pass() { BALIE_TEST_ENGINE=postgres pass "$1" --needed "$on_a_server"; }

failed=0
for (( run = 1; run <= runs; run++ )); do
	log=$folder/run-$run.log
	code=0 seconds=
	part pass "$log" "" "$filter"
	if [[ -n $on_a_server && -z $filter ]]; then
		part second_pass "$log"
		for command in "${commands[@]}"; do part played "$log" "$command"; done
	fi
	if (( code == 0 )); then
		echo "run $run of $runs: passed in $seconds s"
		rm "$log"
	else
		failed=$(( failed + 1 ))
		echo "run $run of $runs: failed with code $code after $seconds s, see $log:"
		grep -E '^✘ Test .* recorded an issue|unexpected signal|Program crashed|Fatal error|^Job |^Try ' "$log" | head -n 10 || true
	fi
done
echo "$failed of $runs runs failed, beside $busy busy processes."
(( failed == 0 ))
