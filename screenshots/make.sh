#!/usr/bin/env bash
# Takes the pictures in this folder from the running console: tmux holds the console, an xterm on a screen that
# nobody sees shows it, and a picture is taken once the console shows what is waited for and the xterm is still.
#
#     screenshots/make.sh [BINARY [PICTURE ...]]      all pictures, or those named, as in: services review
set -euo pipefail

binary=$(realpath "${1:-.build/release/balie}")
shift || true
wanted=("$@")
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp --directory "${TMPDIR:-/tmp}/balie-pictures-XXXXXX")
export HOME=$work/home XDG_RUNTIME_DIR=$work XDG_CACHE_HOME=$work/cache LANG=C.UTF-8 LC_ALL=C.UTF-8
unset TMUX XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME
mkdir "$HOME"
processes=()

clean_up() {
    in_tmux kill-server 2> /dev/null || true
    for process in "${processes[@]}"; do kill "$process" 2> /dev/null || true; done
    wait
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    echo "$*" >&2
    exit 1
}

in_tmux() {
    tmux -u -S "$work/tmux" "$@"
}

# Starts the X server on the first free display.
start_display() {
    Xvfb -displayfd 5 -screen 0 1600x1200x24 -nolisten tcp 5> "$work/display" 2> "$work/xvfb.log" &
    processes+=($!)
}

# until_true WHAT COMMAND...: asks again and again, for 20 seconds at most.
until_true() {
    local what=$1 end=$((SECONDS + 20))
    shift
    until "$@"; do
        if ((SECONDS > end)); then
            echo "$what did not come. The console shows:" >&2
            in_tmux capture-pane -p >&2 || true
            exit 1
        fi
        sleep 0.05
    done
}

shows() {
    in_tmux capture-pane -p 2> /dev/null | grep -qF -- "$1"
}

# open COLUMNS ROWS [OPTION...]: the console on fresh demo data in an xterm of that size.
open() {
    local columns=$1 rows=$2
    shift 2
    close
    rm -rf "$HOME"
    mkdir "$HOME"
    printf '%s\n' 'set -g status off' 'set -g escape-time 0' 'set -g default-terminal tmux-256color' \
        'set -ga terminal-overrides ",xterm*:Tc"' > "$work/tmux.conf"
    in_tmux -f "$work/tmux.conf" new-session -d -x "$columns" -y "$rows" "$binary" "$@"
    xterm -title "$work" -geometry "${columns}x${rows}+0+0" -b 6 +sb -fa 'DejaVu Sans Mono' -fd 'Noto Sans Mono CJK JP' \
        -fs 11 -bg '#101418' -fg '#d8dee9' -tn xterm-256color -e tmux -u -S "$work/tmux" attach 2> /dev/null &
    xterm=$!
    processes+=("$xterm")
    until_true "The window" is_in_view
}

close() {
    in_tmux kill-server 2> /dev/null || true
    if [[ -n ${xterm:-} ]]; then wait "$xterm" 2> /dev/null || true; fi
    xterm=
}

is_in_view() {
    local about
    about=$(xwininfo -name "$work" 2> /dev/null) || return
    window=$(sed -nE 's/.*Window id: (0x[0-9a-f]+).*/\1/p' <<< "$about")
    [[ -n $window && $about == *"Map State: IsViewable"* ]]
}

# press KEY...: keys as tmux names them, as in: press 3 Down Enter C-s
press() {
    in_tmux send-keys "$@"
}

type_text() {
    in_tmux send-keys -l -- "$1"
}

wait_for() {
    until_true "\"$1\"" shows "$1"
}

same_twice() {
    import -silent -window "$window" "$work/new.ppm" 2> /dev/null || return
    cmp -s "$work/new.ppm" "$work/old.ppm" && return
    mv "$work/new.ppm" "$work/old.ppm"
    sleep 0.15
    return 1
}

# take NAME: the window as it is once two looks at it are the same.
take() {
    rm -f "$work/old.ppm"
    until_true "A still picture" same_twice
    import -silent -window "$window" -dither none -colors 64 -strip -define png:compression-level=9 "png8:$folder/$1.png"
    echo "screenshots/$1.png  $(stat --format=%s "$folder/$1.png") bytes"
}

# Every picture is a function that leaves the console showing what its name says.

# What is said of a first start would only stand in the way.
start() {
    open "$@"
    wait_for DB0001
    press Down Up
    wait_for 1/500
}

debtors() {
    start 132 43
    wait_for "IBAN"
}

products() {
    start 132 43
    press 2
    wait_for P002
}

services() {
    start 132 43
    press 3
    wait_for P001
}

users() {
    start 132 43
    press 4
    wait_for acc1006
}

edit_form() {
    start 80 24
    press e
    wait_for Company
}

review() {
    edit_form
    press Tab End
    type_text " International"
    press F2
    wait_for "X International"
}

password_dialog() {
    start 80 24
    press p
    wait_for Cancel
    press Tab
    type_text "kort-geldig-1"
    press Tab Right
    wait_for "queued"
}

terminate_dialog() {
    start 80 24
    press 3
    wait_for "Default product"
    press t
    wait_for Cancel
}

connect() {
    start 80 24
    press C
    wait_for "API key"
    press Tab
    type_text "main"
    press Tab
    type_text "billing.example.com"
    press Tab
    type_text "not-a-real-key"
    wait_for "apiv2"
}

customer() {
    start 100 30
    press Down Down Down Enter
    wait_for "Services 5"
}

find_page() {
    start 100 30
    press f
    type_text "jan bakker"
    wait_for "found"
}

palette() {
    start 80 24
    press :
    type_text "cust"
    wait_for "Edit the customer"
}

bulk() {
    start 100 30
    press 2
    wait_for P002
    press /
    type_text "hosting"
    wait_for "P024"
    press Enter
    wait_for "1/5"
    press '*'
    wait_for "5 marked"
    press b
    wait_for "New price"
    press Tab
    type_text "+5%"
    press Tab Right C-s
    wait_for "a month, with VAT"
}

# Somebody else changes what is being typed.
clash() {
    start 80 24
    press e
    wait_for Company
    for _ in {1..20}; do
        if shows "> City"; then break; fi
        press Tab
        sleep 0.1
    done
    press End C-u
    type_text "Rotterdam"
    "$binary" call debtor edit Identifier=1 City=Leiden "Address=Rapenburg 70" > "$work/call.log"
    wait_for "made it"
    press C-s
    wait_for "Go on"
    press Right
    wait_for "(*)"
}

history() {
    start 80 24
    "$binary" call debtor edit Identifier=1 City=Leiden ZipCode="2311 GJ" --reason "Moved house" --ticket T-1042 \
        > "$work/call.log"
    "$binary" call debtor edit Identifier=1 "PhoneNumber=071 123 45 67" > "$work/call.log"
    press H
    wait_for "T-1042"
}

# A system that takes a change and never answers.
outbox() {
    start 80 24
    python3 -c 'import socket, time
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
held = [listening.accept() for _ in range(2)]
time.sleep(60)' > "$work/port" &
    processes+=($!)
    until_true "The silent system" test -s "$work/port"
    echo never-a-key | "$binary" profile add main --kind hostfact --api-key-stdin \
        --url "http://127.0.0.1:$(< "$work/port")/Pro/apiv2/api.php" > "$work/call.log"
    sed -i '$a timeout_seconds = 1' "$HOME/.config/balie/config.toml"
    "$binary" call --profile main debtor edit Identifier=12 City=Leiden "Address=Rapenburg 70" &> "$work/call.log" || true
    "$binary" call --profile main service terminate Identifier=7 &> "$work/call.log" || true
    press O
    wait_for "Terminate service"
}

all=(debtors products services users edit-form review password-dialog terminate-dialog connect customer find-page palette bulk clash history outbox)

start_display
until_true "The display" test -s "$work/display"
export DISPLAY=:$(< "$work/display")
for picture in "${wanted[@]:-${all[@]}}"; do
    [[ " ${all[*]} " == *" $picture "* ]] || fail "There is no picture \"$picture\". There are: ${all[*]}"
    "${picture//-/_}"
    take "$picture"
done
