import { debian } from "../platforms";
import { answers } from "./answers";
import { installed, open, panic, unread } from "./guests";
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
    "echo kdump-tools | xargs -a /opt/list apt-get -y install",
    "true | xargs -r apt-get -y install kdump-tools",
    "true | xargs -I{} apt-get -y install kdump-tools",
    'echo "\'kdump-tools" | xargs apt-get -y install kdump-tools',
  ]);
  answers(installed("kdump-tools"), true, [
    "printf ' a \\n kdump-tools' | xargs -r -t apt-get -y install",
    "true | xargs apt-get -y install kdump-tools",
    "echo kdump-tools | xargs -I{} apt-get -y install {}",
    "echo kdump-tools | xargs -I % -P 2 apt-get -y install %=1",
    "printf kdump-tools | xargs -r0 apt-get -y install",
  ]);
});

describe("what xargs reads", () => {
  printsAs("bash", [
    "echo a b | xargs",
    "printf 'a b\\n c\\n' | xargs echo x",
    "true | xargs -r echo x; true | xargs echo x; true | xargs -n1 echo x; true | xargs -I{} echo x",
    "echo a b c | xargs -n2 echo x; echo a b c | xargs -n 2 echo x; echo a b | xargs -n 2 echo x",
    "printf 'a b\\n  c \\n\\nd\\n' | xargs -I{} echo '[{}]' '{}{}'",
    "printf 'a\\nb\\n' | xargs -I X -t echo X y 2>/dev/null",
    "echo \"'a b' c\\\\ d \\\"e f\\\"g\" | xargs printf '[%s]'",
    "echo \"'a b' c\" | xargs -I{} echo '[{}]'",
    'echo "\'a" | xargs echo x 2>/dev/null || true',
    "echo a b | xargs -rn 1 echo x; echo a b | xargs -tn1 echo x 2>/dev/null; echo a b | xargs -n1 -r echo x",
    "printf 'a\\0b\\0' | tr -d x >/dev/null; echo '\"a  b\" c' | xargs -I{} echo '[{}]'; echo '\"\" a' | xargs printf '[%s]'",
    "echo 'a\\ b c' | xargs -I{} echo '[{}]'",
    "echo a b | xargs -n 0 echo x 2>/dev/null || echo no; echo a b | xargs -n -1 echo x 2>/dev/null || echo no",
    "echo a | xargs -- echo b; echo a | xargs -n1 -- echo b",
    "echo a | xargs echo -n; echo a | xargs -r -t -P 2 -s 100 echo 2>/dev/null",
    "echo a | xargs false; echo $?; echo a b | xargs -n1 test a = ; echo $?; echo a | xargs true; echo $?",
    "echo a | xargs sh -c 'echo $0; cat'",
    "printf 'a b' | xargs -0 echo; printf 'a  b' | xargs -0rn1 printf '[%s]'; true | xargs -0 -r echo x",
  ]);
});

describe("what only the guest knows of a command that xargs runs", () => {
  const unset = "echo kernel.panic=0 >/etc/sysctl.d/60-x.conf";
  answers(panic, open, [
    `if echo /etc/vendor | xargs grep -q x; then ${set}; else ${unset}; fi`,
    `if echo /etc/vendor b | xargs -n1 grep -q x; then ${set}; else ${unset}; fi`,
  ]);
  answers(panic, "5", [`echo /etc/vendor | xargs grep -q x || ${set}`]);
});

describe("what env leaves of the variables", () => {
  printsAs("bash", [
    "export p=5; env -i sh -c 'echo [$p]'; echo $p",
    "export p=5 q=6; env -i q=7 sh -c 'echo [$p$q]'",
    "export p=5; env --ignore-environment sh -c 'echo [$p]'",
    "export p=5 q=6; env -u p sh -c 'echo [$p$q]'; echo $p",
    "export p=5 q=6 r=7; env -u p --unset=q sh -c 'echo [$p$q$r]'",
    "export p=5 q=6; env --unset p -C / q=1 sh -c 'echo [$p$q]'",
    "export p=5; env -u q sh -c 'echo [$p]'; env -uq sh -c 'echo [$p]'",
    "export p=5; env --chdir=/ sh -c 'echo [$p]'",
  ]);
});

describe("whether a command exists", () => {
  printsAs("bash", [
    "command -v cd; command -v echo; command -v test; command -v [",
    "command -v cd sed >/dev/null && echo yes; f() { :; }; command -v f",
    "which cd f sh >/dev/null 2>&1 || echo no; true",
    "hash sh sed; echo $?; type cd sed >/dev/null && echo yes",
    "which -a sed >/dev/null && echo yes",
    "bash -c 'echo $0'; sh -c 'echo $0'; bash -c 'echo $0 $1' x y",
  ]);
  answers(panic, undefined, [`command -v sed dnf && ${set}`, `which dnf sed && ${set}`, `type cd dnf && ${set}`]);

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
