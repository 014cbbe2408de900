import assert from "node:assert/strict";
import type { GuestState } from "#crashdump/guest/state";
import { guestAfter, holds, installed, open, panic, reboots, unit, unread } from "./guests";

const set = "echo kernel.panic=5 >/etc/sysctl.d/60-x.conf";
const unset = "echo kernel.panic=0 >/etc/sysctl.d/60-x.conf";
const value = (text: string) => `echo kernel.panic=${text} >/etc/sysctl.d/60-x.conf`;

/** [what, script, question, answer] */
type Case = readonly [string, string, (state: GuestState) => unknown, unknown];

const cases: readonly Case[] = [
  ["a variable", `p=5; ${value("$p")}`, panic, "5"],
  ["a default", value(`\${P:-5}`), panic, "5"],
  ["a default that is not needed", `P=7; ${value(`\${P:-5}`)}`, panic, "7"],
  ["a shortened path", `f=/etc/sysctl.d/60-x.conf; echo kernel.panic=5 >"\${f%/*}/61.conf"`, panic, "5"],
  ["the last part of a path", `f=/tmp/61.conf; echo kernel.panic=5 >/etc/sysctl.d/\${f##*/}`, panic, "5"],
  ["a replacement", `#!/bin/bash\nv=panic=0; echo kernel.\${v/0/5} >/etc/sysctl.d/x.conf`, panic, "5"],
  ["arithmetic", `p=$((2 + 3)); ${value("$p")}`, panic, "5"],
  ["a variable of a subshell", `p=5; (p=0); ${value("$p")}`, panic, "5"],
  ["a substitution", `p=$(echo 5); ${value("$p")}`, panic, "5"],
  ["backquotes", `p=\`echo 5\`; ${value("$p")}`, panic, "5"],
  ["words that are split", `for k in $(echo a kernel.panic); do echo $k=5; done >/etc/sysctl.d/x.conf`, panic, "5"],
  ["quotes that keep a word whole", `f='a b'; for x in "$f"; do echo "[$x]"; done >/tmp/f`, holds("/tmp/f"), "[a b]\n"],

  ["a function", `f() { ${set}; }; f`, panic, "5"],
  ["a function that is never called", `f() { ${set}; }`, panic, undefined],
  ["a function with parameters", `w() { echo "$1=$2" >"$3"; }; w kernel.panic 5 /etc/sysctl.d/x.conf`, panic, "5"],
  ['"$@"', `run() { "$@"; }; run sh -c '${set}'`, panic, "5"],
  ["shift", `f() { shift; echo "kernel.panic=$1" >/etc/sysctl.d/x.conf; }; f 1 5`, panic, "5"],
  ["a return", `f() { return; ${unset}; }; ${set}; f`, panic, "5"],
  ["recursion without an end", `f() { f; }; ${set}; f`, unread, ["the script"]],
  ["recursion that names nothing", "f() { f; }; f", unread, []],

  ["a condition that holds", `if [ 1 = 1 ]; then ${set}; fi`, panic, "5"],
  ["a condition that does not", `if [ 1 = 2 ]; then ${set}; fi`, panic, undefined],
  ["else", `if false; then ${unset}; else ${set}; fi`, panic, "5"],
  ["elif", `if false; then ${unset}; elif [ a != b ]; then ${set}; fi`, panic, "5"],
  ["[[ with a pattern", `#!/bin/bash\nx=abc; if [[ $x == a* && -n $x ]]; then ${set}; fi`, panic, "5"],
  ["a condition nobody knows, that sets", `if vendor-check; then ${set}; fi`, panic, open],
  ["a condition nobody knows, that unsets", `${set}; if vendor-check; then ${unset}; fi`, panic, open],
  ["a condition nobody knows, with one outcome", `if vendor-check; then ${set}; else ${set}; fi`, panic, "5"],
  [
    "a condition nobody knows, about something else",
    `${set}; if vendor-check; then echo a >/etc/sysctl.d/a.conf; fi`,
    panic,
    "5",
  ],
  ["a unit that one branch masks", "if vendor-check; then systemctl mask kdump-tools; fi", unit("kdump-tools"), open],
  [
    "a package that one branch installs",
    "[ $x$(date) = y ] && apt install -y kdump-tools",
    installed("kdump-tools"),
    open,
  ],
  ["the platform's firmware", `if [ -d /sys/firmware/efi ]; then ${set}; else ${unset}; fi`, panic, "5"],
  ["the platform's commands", `if command -v dnf; then ${unset}; elif command -v apt-get; then ${set}; fi`, panic, "5"],
  ["the platform's os-release", `. /etc/os-release; case $ID in debian) ${set} ;; *) ${unset} ;; esac`, panic, "5"],
  ["case with several patterns", `case b in a | b) ${set} ;; esac`, panic, "5"],
  ["case nobody knows", `case $(vendor-tool) in a) ${set} ;; esac`, panic, open],
  ["&&", `true && ${set}`, panic, "5"],
  ["&& after a failure", `false && ${set}`, panic, undefined],
  ["||", `false || ${set}`, panic, "5"],
  ["!", `! true && ${set}`, panic, undefined],
  ["&& after a command that is not known", `curl -fsS http://x && ${set}`, panic, "5"],
  ["|| after a command that is not known", `curl -fsS http://x || ${unset}`, panic, undefined],
  ["a failure that ends the script", `grep -q x /proc/cpuinfo || exit 1; ${set}`, panic, "5"],
  ["a failure that ends it by a function", `die() { echo "$1" >&2; exit 1; }; [ -s /x ] || die no; ${set}`, panic, "5"],
  ["what is done already", `[ -e /var/lib/done ] && exit 0; ${set}`, panic, "5"],
  ["what is done where a file is there", `[ -e /opt/vendor ] || exit 0; ${set}`, panic, open],
  ["what is not done where a file is there", `if [ -e /opt/vendor ]; then exit 0; fi; ${set}`, panic, "5"],
  ["what is not done where none is there", `if [ ! -e /opt/vendor ]; then exit 0; fi; ${set}`, panic, open],
  ["what a loop leaves out", `for i in 1; do [ -e /opt/vendor ] || continue; ${set}; done`, panic, open],
  [
    "what is installed already",
    "dpkg -s kdump-tools || apt-get install -y kdump-tools",
    installed("kdump-tools"),
    true,
  ],
  [
    "what is installed already, by a filter",
    "dpkg -l kdump-tools | grep -q ^ii || apt install -y kdump-tools",
    installed("kdump-tools"),
    true,
  ],
  [
    "what is there already",
    "grep -q kernel.panic /etc/sysctl.conf || echo kernel.panic=5 >>/etc/sysctl.conf",
    panic,
    "5",
  ],
  ["what is there already, with if", `if ! grep -q panic /etc/sysctl.conf; then ${set}; fi`, panic, "5"],
  ["an exit nobody knows", `if vendor-check; then exit 0; fi; ${set}`, panic, open],
  ["an exit", `exit 0; ${set}`, panic, undefined],
  ["an exit of a subshell", `(exit 0); ${set}`, panic, "5"],
  ["set -e", `set -e; false; ${set}`, panic, undefined],
  ["set -e in a condition", `set -e; if false; then :; fi; false || true; ${set}`, panic, "5"],
  ["a trap", `trap '${set}' EXIT; true`, panic, "5"],

  ["for", `for p in 0 5; do ${value("$p")}; done`, panic, "5"],
  ["for with break", `for p in 5 0; do ${value("$p")}; break; done`, panic, "5"],
  ["for over nothing", `for p in; do ${unset}; done`, panic, undefined],
  ["while", `i=0; while [ $i -lt 5 ]; do i=$((i + 1)); done; ${value("$i")}`, panic, "5"],
  ["while read", "printf 'a\\nb\\n' | while read -r l; do echo \"<$l>\"; done >/tmp/f", holds("/tmp/f"), "<a>\n<b>\n"],
  ["until that retries", "until apt-get install -y kdump-tools; do sleep 5; done", installed("kdump-tools"), true],
  ["a loop without an end", `while true; do ${set}; done`, panic, "5"],
  ["what follows a loop without an end", `while true; do sleep 1; done; ${set}`, panic, undefined],
  ["what follows a sleep without an end", `sleep infinity; ${set}`, panic, undefined],
  ["what follows one in the background", `sleep infinity & ${set}`, panic, "5"],
  [
    "a loop that ends once something succeeds",
    `while true; do vendor-check && break; sleep 1; done; ${set}`,
    panic,
    "5",
  ],
  ["a loop that a test ends", `while :; do if vendor-check; then break; fi; sleep 1; done; ${set}`, panic, "5"],
  ["a loop without an end, for nothing", "while true; do sleep 1; done", unread, []],
  ["a loop nobody knows", `while vendor-check; do ${set}; done`, panic, open],
  ["a group", `{ echo kernel.panic=5; echo a=1; } >/etc/sysctl.d/x.conf`, panic, "5"],
  ["the background", `${set} &`, panic, "5"],

  ["sh -c", `sh -c '${set}'`, panic, "5"],
  ["bash -c with parameters", `bash -c 'echo kernel.panic=$1 >/etc/sysctl.d/x.conf' _ 5`, panic, "5"],
  ["sh -ec that fails", `sh -ec 'false; ${set}'`, panic, undefined],
  ["sh from a pipe", `echo '${set}' | sh`, panic, "5"],
  [
    "a script that was written",
    `cat >/opt/s.sh <<'E'\n#!/bin/sh\n${set}\nE\nchmod +x /opt/s.sh; /opt/s.sh`,
    panic,
    "5",
  ],
  ["a script that was written, by its shell", `echo '${set}' >/opt/s; bash -x /opt/s`, panic, "5"],
  ["a script that is sourced", `echo p=5 >/opt/env; . /opt/env; ${value("$p")}`, panic, "5"],
  ["eval", `c='${set}'; eval "$c"`, panic, "5"],
  ["sudo, env, nohup, timeout", `sudo -E env A=b nohup timeout 10 sh -c '${set}'`, panic, "5"],
  ["exec", `exec sh -c '${set}'`, panic, "5"],
  ["xargs", "echo kdump-tools | xargs apt-get install -y", installed("kdump-tools"), true],
  ["a command nobody knows, with something guarded", "vendor-tool --kdump on", unread, ["the script"]],
  ["a command nobody knows, with nothing guarded", "vendor-tool --on", unread, []],
  ["a reader of something guarded", "cat /etc/kdump.conf; ls /var/crash; systemctl status kdump", unread, []],
  ["a mount of the dump path", "mount /dev/disk/azure/scsi1/lun0-part1 /var/crash", unread, []],
  ["a mount over a configuration", "mount --bind /opt/x /etc/sysctl.d", unread, ["the script"]],
  ["a command that is a gap", "$(vendor-tool) crashkernel", unread, ["the script"]],

  ["a reboot", "reboot", reboots, true],
  ["a reboot that comes later", `shutdown -r +1; ${set}`, panic, "5"],
  ["systemctl reboot", "systemctl reboot", reboots, true],
  ["a word that only says it", "echo reboot", reboots, false],
  ["what follows a reboot", `reboot\n${unset}`, unread, ["the script, after the reboot"]],
  ["what follows a reboot and is harmless", "reboot\nsleep 100", unread, []],
];

describe("a script's control flow", () => {
  for (const [what, script, question, answer] of cases) {
    it(`follows ${what}`, () => assert.deepEqual(question(guestAfter(script)), answer));
  }
});
