import { alma } from "../platforms";
import { answers } from "./answers";
import { installed, open, panic, unread } from "./guests";
import { printsAs } from "./real-shell";

const conf = "/etc/sysctl.d/60-x.conf";
const set = `echo kernel.panic=5 >${conf}`;
const counted = (condition: string) => `i=0; while [ $((i=i+1)) ${condition} ]; do :; done`;
const words = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join(" ");

describe("a loop that is followed to its end", () => {
  answers(panic, "200", [`for p in ${words(200)}; do echo kernel.panic=$p >${conf}; done`]);
  answers(panic, "5", [
    `${counted("-le 199")}; ${set}`,
    `i=0; while true; [ $((i=i+1)) -lt 300 ]; do :; done; ${set}`,
    `i=0; while [ $((i=i+1)) -lt 300 ] && true; do :; done; ${set}`,
    `xtrue() { [ $((i=i+1)) -lt 300 ]; }; while xtrue; do :; done; ${set}`,
    `truex() { [ $((i=i+1)) -lt 300 ]; }; while truex; do :; done; ${set}`,
    `x() { [ $((i=i+1)) -lt 300 ]; }; while true;x; do :; done; ${set}`,
    `while true; do vendor-check && break; sleep 1; done; ${set}`,
  ]);
  answers(panic, undefined, [
    `while true; do vendor-check && exit 0; sleep 1; done; ${set}`,
    `while [ 1 ]; do sleep 1; done; ${set}`,
    `#!/bin/bash\nwhile [[ 1 ]] ; do sleep 1; done; ${set}`,
    `#!/bin/bash\nwhile (( 1 )); do sleep 1; done; ${set}`,
    `until false; do sleep 1; done; ${set}`,
    `while exit 0; do ${set}; done`,
  ]);
  answers(installed("kdump-tools"), true, ["until dpkg -s kdump-tools; do apt-get -y install kdump-tools; done"]);
  printsAs("sh", [
    "while exit 3; do echo a; done; echo b",
    "until exit 3; do echo a; done; echo b",
    "for x in a; do false; done; echo $?",
    "for x in a b; do [ $x = a ]; done; echo $?",
    "for x in a b; do [ $x = b ]; done; echo $?",
    "for x in a b; do false; continue; done; echo $?",
  ]);
});

describe("a loop that is not followed", () => {
  answers(
    unread,
    ["the script"],
    [
      `for p in ${words(201)}; do echo kernel.panic=$p >${conf}; done`,
      `i=0; while [ $((i=i+1)) -le 200 ]; do echo kernel.panic=$i >${conf}; done`,
      `for ((i = 0; i < 3; i++)); do echo kernel.panic=$i >${conf}; done`,
      `select p in 5 7; do echo kernel.panic=$p >${conf}; done`,
    ],
    alma,
  );
  answers(
    unread,
    [],
    [
      "echo kdump; for ((i = 0; i < 3; i++)); do echo $i; done; echo kdump",
      "echo kdump; select p in kdump; do echo $p; done",
      "i=0; while [ $((i=i+1)) -le 199 ]; do echo kdump; done",
    ],
    alma,
  );
});

describe("a subshell that may have ended before", () => {
  answers(panic, "5", [
    `(if vendor-check; then exit; fi; true); ${set}`,
    `f() { (if vendor-check; then return; fi; true); ${set}; }; f`,
  ]);
  answers(panic, open, [
    `(if vendor-check; then exit; fi; ${set})`,
    `f() { if vendor-check; then return; fi; ${set}; }; f`,
  ]);
});

describe("a condition that only the guest can answer", () => {
  answers(panic, "5", [
    `#!/bin/bash\n[[ -e /opt/done ]] && exit 0; ${set}`,
    `#!/bin/bash\n[[ ! -e /opt/done ]] || exit 0; ${set}`,
    `#!/bin/bash\n[[ ! ! -e /opt/done ]] && exit 0; ${set}`,
    `#!/bin/bash\n[[ ! ( ! -e /opt/done ) ]] && exit 0; ${set}`,
    `#!/bin/bash\nif [[ ! -e /opt/done ]]; then ${set}; fi`,
    `#!/bin/bash\n[[ a = a || $(vendor) = a ]] && ${set}`,
    `case $(vendor) in *) ${set} ;; esac`,
    `case $(vendor) in a) : ;; *) ${set} ;; esac; ${set}`,
  ]);
  answers(panic, undefined, [
    `#!/bin/bash\n[[ $(vendor) = a && a = b ]] && ${set}`,
    `#!/bin/bash\n[[ a = b && $(vendor) = a ]] && ${set}`,
    `case a in b) ${set} ;; esac`,
  ]);
  answers(panic, open, [
    `#!/bin/bash\n[[ a = a && $(vendor) = a ]] && ${set}`,
    `#!/bin/bash\n[[ a = b || $(vendor) = a ]] && ${set}`,
    `#!/bin/bash\n[[ $(vendor) != a* ]] && ${set}`,
    `#!/bin/bash\n[[ $(vendor) != a ]] && ${set}`,
    `#!/bin/bash\n[[ $(vendor) =~ a ]] && ${set}`,
    `#!/bin/bash\n[[ abc =~ $(vendor) ]] && ${set}`,
    `case a in b | $(vendor)) ${set} ;; esac`,
    `case a in $(vendor) | b) ${set} ;; esac`,
    `while vendor-check; do ${set}; done`,
    `until vendor-check; do ${set}; done`,
  ]);
});
