import { debian12, debianFirst, debianThen, el9, elFirst, elThen, type Oddity, panicFile, ubuntu22 } from "./evasion";
import { remove } from "./undoing";

/** Scripts that name and touch the same things, and leave them right. */
export const oddities: readonly Oddity[] = [
  ["a background job that sleeps for ever", debian12, debianFirst("sleep infinity &")],
  ["a removal that is written and not run", debian12, debianThen(`echo '${remove}' >/root/notes.txt`)],
  ["a removal in a comment", el9, elThen(`# ${remove}`)],
  ["a removal in a function that nobody calls", debian12, debianThen(`undo() { ${remove}; }`)],
  ["a removal under if false", el9, elThen(`if false; then ${remove}; fi`)],
  ["a removal, and the file again", debian12, debianThen(remove, `echo kernel.panic=5 >${panicFile}`)],
  [
    "a time limit on what has none",
    debian12,
    debianFirst(
      "timeout 60 tail -f /var/log/cloud-init.log || true",
      "timeout 300 bash -c 'while true; do sleep 1; done' || true",
    ),
  ],
  ["a unit that runs for ever", el9, elFirst("systemd-run --unit=beat sh -c 'while true; do date; sleep 60; done'")],
  ["a helper that is ended", debian12, debianFirst("sleep 100 & pid=$!", "kill $pid || true")],
  ["a longer path", debian12, debianFirst("export PATH=$PATH:/opt/bin")],
  ["an alias of one's own", debian12, debianFirst("alias ll='ls -l'")],
  ["a mask of another unit", el9, elThen("systemctl mask systemd-networkd-wait-online")],
  [
    "a program of one's own by its name",
    debian12,
    debianFirst("printf '#!/bin/sh\\necho hello\\n' >/usr/local/bin/hello; chmod +x /usr/local/bin/hello", "hello"),
  ],
  ["messages that go to a log", debian12, debianThen("ls /nonexistent 2>/var/log/setup.err >/dev/null || true")],
  ["a backup", debian12, debianThen(`cp -a ${panicFile} ${panicFile}.orig`)],
  [
    "a copy that is edited and moved into place",
    el9,
    elThen(`cp ${panicFile} /tmp/x`, "sed -i s/10/20/ /tmp/x", `mv /tmp/x ${panicFile}`),
  ],
  [
    "a loop that waits for the network",
    debian12,
    debianFirst("until ping -c1 deb.debian.org >/dev/null; do sleep 1; done"),
  ],
  [
    "a loop that waits for apt's lock",
    ubuntu22,
    debianFirst("while fuser /var/lib/dpkg/lock-frontend >/dev/null 2>&1; do sleep 5; done"),
  ],
  [
    "set -euxo pipefail, functions and a log",
    el9,
    elFirst("set -eux", "exec >/var/log/setup.log 2>&1", 'log() { echo "$(date) $*"; }', "log begin"),
  ],
  ["a trap that reports", debian12, debianFirst("set -e", "trap 'echo failed: $? >/var/log/setup.failed' EXIT")],
  ["rm -rf of what has nothing to do with it", debian12, debianThen("rm -rf /var/lib/apt/lists/* /tmp/* /root/.cache")],
  [
    "another user, a group and a service",
    el9,
    elThen(
      "useradd -m -s /bin/bash app",
      "systemctl enable --now chronyd",
      "firewall-cmd --permanent --add-port=443/tcp || true",
      "userdel -r olduser || true",
    ),
  ],
  [
    "a script of one's own that is written and run",
    debian12,
    debianThen(
      "cat >/usr/local/bin/x <<'END'\n#!/bin/bash\nset -e\necho hello\nEND",
      "chmod +x /usr/local/bin/x",
      "/usr/local/bin/x",
    ),
  ],
  ["python that has nothing to do with it", debian12, debianThen("python3 - <<'END'\nprint('hello')\nEND")],
  [
    "a bind mount that has nothing to do with it",
    debian12,
    debianThen("mkdir -p /srv/a /srv/b; mount --bind /srv/a /srv/b", "rm -rf /srv/b/x"),
  ],
  ["CRLF in a comment and a here-document", debian12, debianThen("cat >/etc/motd <<'END'\r\nhello\r\nEND\r\nEND")],
];
