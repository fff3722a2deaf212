#!/bin/bash
# Runs a command beside a PostgreSQL server that is thrown away afterwards, whose URL is in BALIE_TEST_POSTGRES.
#
#   Tests/PostgresTesting/server.sh [--needed] COMMAND [ARGUMENT ...]
#
# Without a server on this machine it says so and runs the command without one, so that the tests that need it are
# skipped; with --needed it does not run the command at all. With BALIE_NEEDS_POSTGRES set both are failures.
set -euo pipefail

is_needed=
if [[ $1 == --needed ]]; then is_needed=yes; shift; fi

programs=
for folder in /usr/lib/postgresql/*/bin "$(dirname "$(command -v postgres || echo /)")"; do
	[[ ! -x $folder/initdb || ! -x $folder/postgres ]] || programs=$folder
done
if [[ -z $programs ]]; then
	echo "There is no PostgreSQL server on this machine: the tests on it are skipped. On Debian: apt install postgresql-15." >&2
	[[ -z ${BALIE_NEEDS_POSTGRES:-} ]] || exit 1
	[[ -z $is_needed ]] || exit 0
	exec "$@"
fi

# A server refuses to run as root.
as_user=()
if (( $(id -u) == 0 )); then as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups); fi
folder=$(mktemp --directory)
(( $(id -u) != 0 )) || chown nobody: "$folder"
chmod 755 "$folder"
stop() {
	"${as_user[@]}" "$programs/pg_ctl" --pgdata="$folder/data" --mode=immediate stop > /dev/null 2>&1 || true
	rm -rf "$folder"
}
trap stop EXIT

cd /
"${as_user[@]}" "$programs/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 \
	--locale=C.UTF-8 --no-sync > "$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
# One role is asked for its password.
"${as_user[@]}" sed -i '1i local all with_password scram-sha-256' "$folder/data/pg_hba.conf"
# Nothing in it is worth a wait for the disk. Hundreds of tests have a few connections each at the same time.
"${as_user[@]}" tee -a "$folder/data/postgresql.conf" > /dev/null <<- END
	listen_addresses = ''
	unix_socket_directories = '$folder'
	fsync = off
	full_page_writes = off
	max_connections = 1500
	max_locks_per_transaction = 128
	shared_buffers = 256MB
	autovacuum_max_workers = 1
END
"${as_user[@]}" "$programs/pg_ctl" --pgdata="$folder/data" --log="$folder/data/log" --wait start > /dev/null ||
	{ cat "$folder/log" "$folder/data/log" >&2; exit 1; }
cd "$OLDPWD"
# A busy machine is no fault of what is tested: nothing is given up that only takes long.
limits="connect_timeout=600&options=-cstatement_timeout%3D10min%20-clock_timeout%3D10min"
limits+="%20-cidle_in_transaction_session_timeout%3D20min"
# Stopped, it stops what it runs.
BALIE_TEST_POSTGRES="postgres:///postgres?host=$folder&user=postgres&$limits" "$@" &
trap 'kill -TERM $! 2> /dev/null || true' TERM INT
code=0
wait $! || code=$?
# A signal ends the wait before the command's end.
while kill -0 $! 2> /dev/null; do wait $! || code=$?; done
exit $code
