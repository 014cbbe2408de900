import assert from "node:assert/strict";
import { alma } from "../platforms";
import { guestAfter, holds, open, unread } from "./guests";
import { printsAs } from "./real-shell";

const five = "printf '1\\n2\\n3\\n4\\n5\\n'";

describe("filters, as the real ones do it", () => {
  printsAs("bash", [
    ...["", "-n 2", "-n2", "-2", "--lines=3", "-n 0", "-n 9", "-n +2"].map((option) => `${five} | head ${option}`),
    ...["", "-n 2", "-n2", "-2", "--lines=3", "-n 0", "-n 9", "-n +2", "-n +9", "-n +0"].map(
      (option) => `${five} | tail ${option}`,
    ),
    "printf '' | head; printf '' | tail",
    "echo a b | tr -d ' '; printf 'a\\nb\\n' | tr -d '\\n'; echo; echo '\"a\"' | tr -d '\"'; echo \"'a'\" | tr -d \"'\"",
    "echo $(echo hello | base64); echo aGVsbG8K | base64 -d; echo aGVsbG8K | base64 --decode; echo $(printf x | base64 -w 0)",
    "basename /a/b.c; basename /a/b.c .c; basename /a/b.c .d; basename a; basename /a/b/",
    "dirname /a/b; dirname /a/b/; dirname /a; dirname a; dirname /a/b/c.d; dirname a/b",
    "seq 3; seq 2 4; seq 5 4; seq 1 1",
    "seq 600 602; seq 0 2 5; seq 5 -2 0; seq -1 1; seq 3 -1 3; seq 1 -1 3",
    "basename a-; dirname a-/b-; basename a/b-.c .c; basename a b c || echo no; basename || echo no; dirname || echo no",
    "dirname a/b c d/e/f; basename 'a b/c d'; dirname 'a b/c d' && echo yes",
    "d=$(mktemp -d); cd $d; echo a >x; ln -s x y; readlink x || echo no; readlink y >o && echo yes; rm -r $d",
    "d=$(mktemp -d); cd $d; ln -s x y; [ $(readlink -f y) = $d/x ] && echo same; realpath /usr/../opt /usr; rm -r $d",
    'echo a b | { read x y; echo "$y-$x"; }; echo a b c | { read x y; echo "$y-$x"; }; printf \'a\\nb\\n\' | { read x; read y; echo $y$x; }',
    "echo a | { read x y; echo \"[$x][$y]\"; }; printf '' | { read x || echo none; }; echo '  a  b  ' | { read x; echo \"<$x>\"; }",
    "echo a | cat; echo a | cat -; printf 'a\\n' >/tmp/azure-kdump-f; echo c | cat /tmp/azure-kdump-f -; rm /tmp/azure-kdump-f",
    "echo -n a; echo b; echo -e 'a\\tb\\n'; echo -ne 'x\\n'; echo -x; echo - a; echo a -n; echo",
    "printf '%s-%s\\n' a b c; printf '%d%%\\n' 5; printf '%s\\n'; printf 'a\\tb\\\\c\\n'; printf -- '%s\\n' x; printf '\\101\\x42\\n'",
    "printf '[%5s][%-5s][%3d][%-3d]\\n' a b 7 8; printf '%b\\n' 'a\\tb'; printf '%s' 'a\\tb'; echo; printf '%i %d\\n' 4",
    "printf -v x '%s=%s' a b; echo $x; printf '%s\\n' a b c; printf 'no format\\n' a b",
    "echo a | tee /dev/null; echo b | tee /tmp/azure-kdump-t >/dev/null; echo c | tee -a /tmp/azure-kdump-t; cat /tmp/azure-kdump-t; rm /tmp/azure-kdump-t",
    "x=$(yes | head -n 1); echo $x; x=$(yes no | head -n 1); echo $x",
    "echo a b c | xargs echo x",
    "env a=1 sh -c 'echo $a'; env sh -c 'echo $0 $1' x y; nice -n 5 echo nice; nohup echo a; timeout 5 echo t; timeout -k 1 5 echo k",
    "command echo a; setsid echo s; stdbuf -oL echo l; time echo t 2>/dev/null",
    "sh -c 'echo a; exit 3'; echo $?; bash -c 'echo $# $1' _ a b; sh -e -c 'false; echo no'; echo $?",
    "bash -ec 'echo a; false; echo b'; echo $?; env -u HOME a=1 b='2 3' sh -c 'echo $a $b'; echo \"<$a>\"",
    "echo 'echo from stdin $1' | sh; bash <<<'echo here'; x=1; export x; sh -c 'x=2; echo $x'; echo $x",
    "f() { echo \"$#:$1\"; }; f 'a b'; f; unset -f f; unset x; echo ${x-unset}; readonly r=5; echo $r; export e=6 g; echo $e",
    "cd /etc; pwd; cd /; pwd; cd /usr/lib; cd ..; pwd; (cd /etc; pwd); pwd",
    "true; : ignored; false || echo f; test -n x && echo t; [ x ] && echo b; eval; echo $?; eval 'echo a' b; exec echo last; echo never",
    'f() { local a=1 b; a=2; b=3; echo $a$b; }; a=x; f; echo "$a[$b]"; g() { local a=y; f; echo $a; }; g; echo $a; declare d=4; echo $d',
    "trap 'echo bye' EXIT; trap - EXIT; echo hi; trap 'echo 2' 0; echo end",
    "exit 3; echo no",
    "echo 'x=5; return 4; x=6' >/tmp/azure-kdump-s; . /tmp/azure-kdump-s; echo $? $x; rm /tmp/azure-kdump-s",
    "echo 'echo $# $1' >/tmp/azure-kdump-s; set -- p q; . /tmp/azure-kdump-s; source /tmp/azure-kdump-s a; echo $1; rm /tmp/azure-kdump-s",
    "echo a >/tmp/azure-kdump-1; cp /tmp/azure-kdump-1 /tmp/azure-kdump-2; mv /tmp/azure-kdump-2 /tmp/azure-kdump-3; cat /tmp/azure-kdump-3; ln -s /tmp/azure-kdump-3 /tmp/azure-kdump-4; cat /tmp/azure-kdump-4; rm /tmp/azure-kdump-*; [ -e /tmp/azure-kdump-1 ] || echo gone",
    "echo a >/tmp/azure-kdump-a; echo b >>/tmp/azure-kdump-a; cat </tmp/azure-kdump-a; : >/tmp/azure-kdump-a; cat /tmp/azure-kdump-a; echo c >|/tmp/azure-kdump-a; cat /tmp/azure-kdump-a; rm /tmp/azure-kdump-a",
    "{ echo out; echo err >&2; } 2>/dev/null; { echo out; echo err >&2; } >/dev/null 2>&1; echo both &>/dev/null",
    "printf x | dd of=/tmp/azure-kdump-d 2>/dev/null; cat /tmp/azure-kdump-d; echo; printf y | dd of=/tmp/azure-kdump-d oflag=append conv=notrunc 2>/dev/null; cat /tmp/azure-kdump-d; echo; truncate -s 0 /tmp/azure-kdump-d; cat /tmp/azure-kdump-d; rm /tmp/azure-kdump-d",
    "echo a >/tmp/azure-kdump-t; touch /tmp/azure-kdump-t /tmp/azure-kdump-u; cat /tmp/azure-kdump-t /tmp/azure-kdump-u; rm -f /tmp/azure-kdump-t /tmp/azure-kdump-u",
    "t=$(mktemp); echo a >$t; cat $t; [ -e $t ] && echo there; rm $t; [ -e $t ] || echo gone",
    "install -m 600 /dev/null /tmp/azure-kdump-i; echo a >/tmp/azure-kdump-j; install -m 600 /tmp/azure-kdump-j /tmp/azure-kdump-i; cat /tmp/azure-kdump-i; rm /tmp/azure-kdump-[ij]",
    "mkdir -p /tmp/azure-kdump-dir; echo a >/tmp/azure-kdump-dir/f; cp -r /tmp/azure-kdump-dir /tmp/azure-kdump-dir2; cat /tmp/azure-kdump-dir2/f; rm -r /tmp/azure-kdump-dir; cat /tmp/azure-kdump-dir2/f; rm -r /tmp/azure-kdump-dir2",
    "printf '  a  b \\n' | { IFS= read -r x; echo \"<$x>\"; }; echo a:b::c:d | { IFS=: read x y z; echo \"<$x|$y|$z>\"; }; echo 'a , b, c' | { IFS=' ,' read x y; echo \"<$x|$y>\"; }",
    "printf 'a=1\\nb=2\\n' | while IFS='=' read -r k v; do echo \"$v $k\"; done",
    "set -- -a x -b; echo $1 $#; set a b; echo $2; set +x; echo $1; set -o nounset c; echo $1 $#; set d -e; echo $2; false; echo on",
  ]);
});

describe("what a filter prints of something that nobody knows", () => {
  const unknown = [
    "grep a",
    "grep -c a",
    "head -n 1",
    "tail -n 1",
    "sort",
    "cut -d= -f2",
    "awk '{print $1}'",
    "tr a b",
    "base64",
    "base64 -d",
    "wc -l",
    "sed s/a/b/",
    "uniq",
    "jq .",
  ];
  for (const filter of unknown) {
    it(`is open, ${filter}`, () => {
      assert.equal(holds("/tmp/out")(guestAfter(`vendor-tool | ${filter} >/tmp/out`)), open);
    });
  }

  const nothing = ["sort", "cut -d= -f2", "tr a b", "grep a", "head", "sed s/a/b/"];
  for (const filter of nothing) {
    it(`is nothing of nothing, ${filter}`, () => {
      assert.equal(holds("/tmp/out")(guestAfter(`printf '' | ${filter} >/tmp/out`)), "");
    });
  }

  const notFollowed = [
    "sort",
    "cut -c1",
    "tr a-z A-Z",
    "wc -l",
    "awk '{print}'",
    "grep -n a",
    "grep -l a",
    "grep -P a",
    "grep -e a -e b",
    "grep -r a",
    "head -c 2",
    "sed -f /tmp/x",
    "tail -c 2",
  ];
  for (const filter of notFollowed) {
    it(`is open where it is not followed, ${filter}`, () => {
      assert.equal(holds("/tmp/out")(guestAfter(`echo abc | ${filter} >/tmp/out`)), open);
    });
  }
});

describe("what only the platform can say", () => {
  const cases: readonly (readonly [command: string, onDebian: string, onAlma: string])[] = [
    ["uname -m", "x86_64\n", "x86_64\n"],
    ["arch", "x86_64\n", "x86_64\n"],
    ["uname -r", open, open],
    ["id -u", "0\n", "0\n"],
    ["id", open, open],
    ["id -un", "root\n", "root\n"],
    ["id -u -n", "root\n", "root\n"],
    ["id -nu", "root\n", "root\n"],
    ["id -g", "0\n", "0\n"],
    ["id -u azureuser", open, open],
    ["whoami", "root\n", "root\n"],
    ["uname", "Linux\n", "Linux\n"],
    ["uname -s", "Linux\n", "Linux\n"],
    ["uname -o", "GNU/Linux\n", "GNU/Linux\n"],
    ["uname -s -m", open, open],
    ["lsb_release -is", "Debian\n", open],
    ["lsb_release -rs", "12\n", open],
    ["lsb_release -cs", "bookworm\n", open],
    ["lsb_release --codename --short", "bookworm\n", open],
    ["lsb_release --id --release -s", "Debian\n12\n", open],
    ["lsb_release -c", "Codename:\tbookworm\n", open],
    ["lsb_release -ds", open, open],
    ["lsb_release -ids", open, open],
    ["lsb_release -s", open, open],
    ["lsb_release -a", open, open],
    ["hostname", open, open],
    ["seq 1 100000", open, open],
    ["seq 1 1001", open, open],
    ["seq -w 5", open, open],
    ["seq", open, open],
    ["lsb_release -si", "Debian\n", open],
    ["lsb_release -i", "Distributor ID:\tDebian\n", open],
    ["lsb_release -rc", "Release:\t12\nCodename:\tbookworm\n", open],
    ["readlink /opt/link", open, open],
    ["readlink -e /opt/link", "/opt/x\n", "/opt/x\n"],
    ["readlink -m /opt/link/y", "/opt/x/y\n", "/opt/x/y\n"],
    ["readlink --canonicalize /opt/link", "/opt/x\n", "/opt/x\n"],
    ["readlink /opt/vendor", open, open],
    ["realpath /opt/link", "/opt/x\n", "/opt/x\n"],
    ["realpath -s /opt/link", open, open],
    ["realpath --relative-to=/opt /opt/link", open, open],
    ["realpath --relative-base /opt /opt/link", open, open],
    ["basename -a /opt/x", open, open],
    ["dirname -z /opt/x", open, open],
    ["seq 1 1000 | tail -n 1", "1000\n", "1000\n"],
    ["seq 1 0 5", open, open],
    ["seq 5 0 1", open, open],
    ["seq 1 2 3 4", open, open],
    ["seq 1.5 3", open, open],
    ["readlink -f /opt/link", "/opt/x\n", "/opt/x\n"],
    ["find /etc -name x", open, open],
    ["echo 'a\\tb'", "a\tb\n", "a\\tb\n"],
  ];
  for (const [command, onDebian, onAlma] of cases) {
    it(command, () => {
      const script = `ln -s /opt/x /opt/link\n${command} >/tmp/out`;
      assert.equal(holds("/tmp/out")(guestAfter(script)), onDebian);
      assert.equal(holds("/tmp/out")(guestAfter(script, alma)), onAlma);
    });
  }

  it("of aarch64", () => {
    const arm = { ...alma, architecture: "arm64" } as const;
    assert.equal(holds("/tmp/out")(guestAfter("uname -m >/tmp/out", arm)), "aarch64\n");
  });
});

describe("a program that may change what is guarded", () => {
  const left = [
    "find /etc/sysctl.d -delete",
    "find /etc/sysctl.d -exec rm {} +",
    'awk \'BEGIN { print "x" > "/etc/kdump.conf" }\'',
    "awk -i inplace 1 /etc/kdump.conf",
    "awk 'BEGIN { system(\"kdumpctl stop\") }'",
    "mount -o bind /opt/x /etc/kdump.conf",
    "cp $(vendor-tool) /etc/kdump.conf",
    "cp -r /opt/vendor/. /etc/sysctl.d/",
    "cp -rT /opt/sysctl.d /etc/sysctl.d",
    "cp -a /opt/vendor/. /etc/sysctl.d",
    "rm $(vendor-tool)/kdump.conf",
    "ln -s $(vendor-tool) /etc/kdump.conf",
    "kexec -p /boot/kdump",
    "kdumpctl bogus",
    "kdump-config bogus",
    "dpkg-reconfigure kdump-tools",
    "echo x | xargs -I{} kdumpctl {}",
  ];
  for (const command of left) {
    it(`is left unread: ${command}`, () => {
      assert.deepEqual(new Set(unread(guestAfter(command))), new Set(["the script"]));
    });
  }

  const read = [
    "cp -r /opt/vendor/. /opt/sysctl.d/",
    "echo a=1 >/opt/vendor/x.conf; cp -r /opt/vendor/. /etc/sysctl.d/",
    "cp -r /etc/sysctl.d /opt/backup",
    "find /etc/sysctl.d -name x",
    "awk '/crashkernel/' /proc/cmdline",
    "mount /dev/sdc1 /var/crash",
    "kexec -v",
    "kexec --version",
    "kdumpctl status",
    "kdump-config show",
    "dpkg-reconfigure grub-pc",
    "chmod 600 /etc/kdump.conf",
    "ls /etc/kdump.conf",
    "stat /var/crash",
    "diff /etc/kdump.conf /tmp/x",
    "umount /var/crash",
    "logger kdump",
    "journalctl -u kdump",
    "systemctl daemon-reload",
  ];
  for (const command of read) {
    it(`is not left unread where it only reads: ${command}`, () => {
      assert.deepEqual(unread(guestAfter(command)), []);
    });
  }
});
