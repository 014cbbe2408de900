import { debian } from "../platforms";
import { answers } from "./answers";
import { installed, panic, unread } from "./guests";
import { printsAs } from "./real-shell";

const conf = "/etc/sysctl.d/60-x.conf";
const set = `echo kernel.panic=5 >${conf}`;
const file = (text: string) => `cat >/opt/s <<'E'\n${text}\nE\n`;

describe("a command that a wrapper runs", () => {
  answers(panic, "5", [
    `sudo time sh -c '${set}'`,
    `sudo time -p sh -c '${set}'`,
    `sudo -- sh -c '${set}'`,
    `sudo systemd-run --wait -u nobody sh -c '${set}'`,
    `p=5; export p; env q=1 sh -c 'echo kernel.panic=$p >${conf}' p=7`,
    `env ab=5 sh -c 'echo kernel.panic=$ab >${conf}'`,
    `env p==5 sh -c 'echo kernel.panic=\${p#=} >${conf}'`,
    `p=5; export p; env p=7 true; echo kernel.panic=$p >${conf}`,
    `timeout 5 true && ${set}`,
    `timeout 5 sleep infinity || ${set}`,
    `systemd-run sleep infinity; ${set}`,
    `nohup sleep 5; ${set}`,
    `flock 9 && ${set}`,
    `flock 10; ${set}`,
    `flock /run/lock sh -c '${set}'`,
    `flock /run/lock -c '${set}'`,
  ]);
  answers(panic, undefined, [
    `systemd-run --wait sleep infinity; ${set}`,
    `systemd-run --scope sleep infinity; ${set}`,
    `timeout 5 sleep infinity && ${set}`,
    `timeout 5 false && ${set}`,
    `sudo --user nobody sh -c '${set}'`,
  ]);
  answers(unread, ["the script"], [`sudo --user nobody sh -c '${set}'`, "command kdump-vendor -v"]);
  answers(installed("kdump-tools"), undefined, [
    "echo kdump-tools | xargs -i apt-get -y install {}",
    "echo kdump-tools | xargs -I{} apt-get -y install {}",
    "echo kdump-tools | xargs -0 apt-get -y install",
  ]);
  answers(installed("kdump-tools"), true, [
    "printf ' a \\n kdump-tools' | xargs -r -t apt-get -y install",
    "true | xargs apt-get -y install kdump-tools",
  ]);
});

describe("whether a command exists", () => {
  answers(panic, "5", [
    `command -v apt-get && ${set}`,
    `command -v /usr/bin/apt-get && ${set}`,
    `which /usr/bin/dnf || ${set}`,
    `hash dnf || ${set}`,
    `type -p dnf || ${set}`,
    `f() { :; }; command -V f && ${set}`,
  ]);
});

describe("a shell that a script starts", () => {
  answers(panic, "5", [
    `sh -c 'if vendor-check; then exit; fi; true'; ${set}`,
    `sh -c 'if vendor-check; then return; fi; true'; ${set}`,
    `sh -ce '${set}'`,
    `bash --norc -c '${set}'`,
    `bash --noprofile --norc -c '${set}'`,
    `bash --posix -c 'false; ${set}'`,
    `${file(`echo kernel.panic=$2 >${conf}`)}sh /opt/s -c 5`,
    `${file(`echo kernel.panic=$2 >${conf}`)}sh /opt/s -n 5`,
  ]);
  answers(panic, undefined, [`sh -ce 'false; ${set}'`, `sh -cn '${set}'`, `bash -o errexit -c 'false; ${set}'`]);
  answers(unread, ["/opt/s run by the script, line 5, line 2"], [`${file("true\nkdump-vendor")}sh /opt/s`]);
  answers(unread, [], ['echo "$(curl http://x)" | sh', "curl http://x | sudo bash -s -- a"]);
  printsAs("sh", [
    "echo 'echo $0' | sh",
    "echo 'echo $#' | sh",
    "echo 'echo $# $1' | sh -s a b",
    "sh -c 'echo $0 $#'",
    "sh -c 'echo $0 $# $2' a b c",
    "sh -ec 'echo a; false; echo b'; echo $?",
    "sh -ce 'echo a; false; echo b'; echo $?",
    "sh -c 'echo a; false; echo b'; echo $?",
  ]);
  printsAs("bash", ["bash --norc -c 'echo {a,b}; false; echo c'", "bash --posix -c 'false; echo c'"]);
});

describe("dash", () => {
  answers(panic, undefined, [`sh -c 'for p in {5,5}; do [ $p = 5 ] && ${set}; done'`], debian);
});
