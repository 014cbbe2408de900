import assert from "node:assert/strict";
import { options } from "#crashdump/shell/commands/options";
import { alma } from "../platforms";
import { answers, type Question } from "./answers";
import { guestAfter, holds, installed, open, panic, unit, unread } from "./guests";

describe("a command's options, as getopt takes them apart", () => {
  const cases: readonly (readonly [
    args: string,
    flags: string,
    values: Readonly<Record<string, readonly string[]>>,
    operands: readonly string[],
  ])[] = [
    ["", "", {}, []],
    ["a b", "", {}, ["a", "b"]],
    ["-a -bc d", "-a -b -c", {}, ["d"]],
    ["-v 1 a", "-v", { "-v": ["1"] }, ["a"]],
    ["-v1 a", "-v", { "-v": ["1"] }, ["a"]],
    ["-av1 a", "-a -v", { "-v": ["1"] }, ["a"]],
    ["-av 1 a", "-a -v", { "-v": ["1"] }, ["a"]],
    ["-v", "-v", { "-v": [""] }, []],
    ["-v 1 -v 2", "-v", { "-v": ["1", "2"] }, []],
    ["--value 1 a", "--value", { "--value": ["1"] }, ["a"]],
    ["--value=1 a", "--value", { "--value": ["1"] }, ["a"]],
    ["--value= a", "--value", { "--value": [""] }, ["a"]],
    ["--value", "--value", { "--value": [""] }, []],
    ["--other=1 a", "--other", { "--other": ["1"] }, ["a"]],
    ["--other a", "--other", {}, ["a"]],
    ["--with-dash a", "--with-dash", {}, ["a"]],
    ["a -- -b --c", "", {}, ["a", "-b", "--c"]],
    ["- a", "", {}, ["-", "a"]],
    ["a -b", "-b", {}, ["a"]],
    ["--a.b c", "-- -a -. -b", {}, ["c"]],
  ];
  for (const [args, flags, values, operands] of cases) {
    it(JSON.stringify(args), () => {
      const given = options(args === "" ? [] : args.split(" "), ["-v", "--value"]);
      assert.equal([...given.flags].join(" "), flags);
      assert.deepEqual(Object.fromEntries(given.values), values);
      assert.deepEqual(given.operands, operands);
    });
  }

  it("may have line ends in a value", () => {
    assert.deepEqual(options(["--value=a\nb"]).values.get("--value"), ["a\nb"]);
  });
});

const conf = "/etc/sysctl.d/60-x.conf";
const set = `echo kernel.panic=5 >${conf}`;

describe("a shell that runs a script", () => {
  answers(panic, "5", [
    `cat >/opt/s <<'E'\n${set}\nE\nsh /opt/s`,
    `cat >/opt/s <<'E'\n${set}\nE\ncd /opt; sh ./s`,
    `cat >/opt/s <<'E'\n${set}\nE\ncd /opt; bash -x s`,
    `cat >/opt/s <<'E'\necho kernel.panic=$1 >${conf}\nE\nsh /opt/s 5 7`,
    `cat >/opt/s <<'E'\ncp $0 /opt/t\nE\nsh /opt/s; grep -q cp /opt/t && ${set}`,
    `echo '${set}' | bash`,
    `echo '${set}' | bash -s`,
    `echo 'echo kernel.panic=$1 >${conf}' | bash -s 5`,
    `echo 'echo kernel.panic=$2 >${conf}' | bash -es 7 5`,
    `sh -c 'echo kernel.panic=$1 >${conf}' x 5`,
    `sh -c 'false; ${set}'`,
    `sh +e -c 'false; ${set}'`,
    `sh -c 'exit 3' || ${set}`,
    `sh -c 'return 3' || ${set}`,
    `p=5; export p; sh -c 'echo kernel.panic=$p >${conf}'`,
    `sh -c "trap '${set}' EXIT; exit 0"`,
  ]);
  answers(panic, undefined, [
    `sh -n -c '${set}'`,
    `sh -nc '${set}'`,
    `sh -en -c '${set}'`,
    `sh -o errexit -c 'false; ${set}'`,
    `sh -e -c 'false; ${set}'`,
    `sh -xe -c 'false; ${set}'`,
    `sh -c '' '${set}'`,
  ]);
  answers(unread, ["the script"], [`sh /opt/none-kdump`, `bash "$(vendor)" kdump`, `sh -c "$(vendor)" kdump`]);
  answers(unread, [], [`sh /opt/none`, `curl -s http://x | sh`, `sh -c "$(vendor)"`]);
});

describe("another user", () => {
  answers(panic, "5", [
    `sudo -u root sh -c '${set}'`,
    `sudo -u '#0' sh -c '${set}'`,
    `sudo --user=root sh -c '${set}'`,
    `sudo --user root -- sh -c '${set}'`,
    `sudo -H -E -n sh -c '${set}'`,
    `sudo p=5 sh -c 'echo kernel.panic=$p >${conf}'`,
    `sudo -u root p=5 sh -c 'echo kernel.panic=$p >${conf}'`,
    `env p=5 sh -c 'echo kernel.panic=$p >${conf}'`,
    `env p=a=b q=5 sh -c 'echo kernel.panic=$q >${conf}'`,
    `doas -u root sh -c '${set}'`,
  ]);
  answers(
    unread,
    ["the script"],
    [`sudo -u nobody sh -c '${set}'`, `sudo --user=nobody sh -c '${set}'`, `doas -u nobody sh -c '${set}'`],
  );
});

describe("what runs beside or later", () => {
  answers(panic, "5", [
    `systemd-run --wait sh -c '${set}'`,
    `systemd-run --scope sh -c '${set}'`,
    `systemd-run --unit x --property y=z --description d sh -c '${set}'`,
    `flock 9; ${set}`,
    `flock 10 true; ${set}`,
    `flock -n 9 || true; ${set}`,
    `timeout 10 sleep infinity; ${set}`,
    `setsid sh -c '${set}'`,
  ]);
  answers(installed("kdump-tools"), true, [
    "echo kdump-tools | xargs apt-get -y install",
    "echo kdump-tools | xargs -r apt-get -y install",
    "echo kdump-tools | xargs -t apt-get install -y",
    "printf 'a\\n\\n kdump-tools \\n' | xargs apt-get -y install",
    "#!/bin/bash\nxargs apt-get -y install <<<kdump-tools",
  ]);
  answers(
    unread,
    ["the script"],
    ["echo kdump-tools | xargs -L 1 apt-get -y install kdump-tools", "vendor | xargs rm kdump"],
  );
});

describe("a mount", () => {
  answers(
    unread,
    [],
    [
      "mount /dev/sdc1 /var/crash",
      "mount -t tmpfs tmpfs /tmp",
      "mount --bind /opt/crash /var/crash",
      "mount -a",
      "mount -o ro,remount /opt",
      "mount -o remount,rw /",
      "mount",
      "mount --bind /opt/a /opt/b",
    ],
  );
  answers((state) => unread(state).length > 0 || panic(state) !== "5", true, [
    `${set}; mount --bind /opt/x /etc/sysctl.d`,
    `${set}; mount -o bind /opt/x /etc/sysctl.d`,
    `${set}; mount -o rw,rbind /opt/x /etc/sysctl.d`,
    `${set}; mount --rbind /opt/x /etc/sysctl.d`,
    `${set}; mount -B /opt/x /etc/sysctl.d`,
    `${set}; mount -R /opt/x /etc/sysctl.d`,
    `${set}; mount -t tmpfs tmpfs /etc/sysctl.d`,
    `${set}; mount --types tmpfs none /etc/sysctl.d`,
  ]);
});

describe("a directory that is mounted a second time", () => {
  const write = "echo kernel.panic=5 >/mnt/e/sysctl.d/x.conf";
  answers(panic, "5", [
    `mount --bind /etc /mnt/e; ${write}`,
    `mount --rbind /etc /mnt/e; ${write}`,
    `mount -B /etc /mnt/e; ${write}`,
    `mount -R /etc /mnt/e; ${write}`,
    `mount -o bind /etc /mnt/e; ${write}`,
    `mount -o rw,rbind /etc /mnt/e; ${write}`,
    `mount --options rw,bind /etc /mnt/e; ${write}`,
    `mount -o rw --options bind /etc /mnt/e; ${write}`,
    `mount -t none -o bind /etc /mnt/e; ${write}`,
    `mount --types none --bind /etc /mnt/e; ${write}`,
    `cd /mnt; mount --bind ../etc e; ${write}`,
    `cd /etc; mount -o remount,bind,ro /opt; echo kernel.panic=5 >sysctl.d/x.conf`,
  ]);
  answers(panic, undefined, [
    `mount /dev/sdc1 /mnt/e; ${write}`,
    `mount -o rebind /etc /mnt/e; ${write}`,
    `mount --bind /etc; ${write}`,
    `mount --bind $(vendor)/etc /mnt/e; ${write}`,
    `mount --bind /etc $(vendor)/mnt/e; ${write}`,
  ]);
  answers((state) => state.files.linkAt("/var/crash"), undefined, ["mount --bind /data /var/crash"]);
  answers(holds("/data/x"), undefined, ["mount --bind /data /var/crash; echo a >/var/crash/x"]);
  answers(unread, ["the script"], ["mount --bind /data/var/crash /etc/sysctl.d"]);
});

describe("a root that is made read-only", () => {
  answers(unread, ["the script"], ["mount -o ro,remount /", "mount -o remount -o ro /dev/sda1 /"]);
});

describe("files that are carried", () => {
  const made = "echo a >/opt/a; echo b >/opt/b; ";
  const all: Question = (state) =>
    ["/opt/a", "/opt/b", "/opt/c", "/opt/d/a", "/opt/d/b"].map((path) => holds(path)(state));
  const cases: readonly (readonly [script: string, files: readonly (string | undefined)[]])[] = [
    ["cp /opt/a /opt/c", ["a\n", "b\n", "a\n", undefined, undefined]],
    ["cp -a /opt/a /opt/c", ["a\n", "b\n", "a\n", undefined, undefined]],
    ["cp --suffix .x -t /opt/d /opt/a /opt/b", ["a\n", "b\n", undefined, "a\n", "b\n"]],
    ["cp /opt/a /opt/b /opt/d", ["a\n", "b\n", undefined, "a\n", "b\n"]],
    ["cp /opt/a /opt/b /opt/d//", ["a\n", "b\n", undefined, "a\n", "b\n"]],
    ["echo x >/opt/d/x; cp /opt/a /opt/d", ["a\n", "b\n", undefined, "a\n", undefined]],
    ["mv /opt/a /opt/c", [undefined, "b\n", "a\n", undefined, undefined]],
    ["mv /opt/a /opt/b /opt/d", [undefined, undefined, undefined, "a\n", "b\n"]],
    ["mv -t /opt/d /opt/a", [undefined, "b\n", undefined, "a\n", undefined]],
    ["mv /opt/a /opt/b", [undefined, "a\n", undefined, undefined, undefined]],
    ["ln -s /opt/a /opt/c", ["a\n", "b\n", "a\n", undefined, undefined]],
    ["ln -s a /opt/c", ["a\n", "b\n", "a\n", undefined, undefined]],
    ["cd /opt; ln -s a c", ["a\n", "b\n", "a\n", undefined, undefined]],
    ["ln -s /opt/a /opt/c; echo x >/opt/c", ["x\n", "b\n", "x\n", undefined, undefined]],
    ["ln -s /opt/a /opt/c; mv /opt/b /opt/c", ["a\n", undefined, "b\n", undefined, undefined]],
    ["ln -s /opt/a /opt/c; cp /opt/b /opt/c", ["b\n", "b\n", "b\n", undefined, undefined]],
    ["ln -s /opt/a /opt/c; rm /opt/c", ["a\n", "b\n", undefined, undefined, undefined]],
    ["rm /opt/a", [undefined, "b\n", undefined, undefined, undefined]],
    ["rm -f /opt/a /opt/b", [undefined, undefined, undefined, undefined, undefined]],
    ["unlink /opt/a", [undefined, "b\n", undefined, undefined, undefined]],
    ["touch /opt/a /opt/c", ["a\n", "b\n", "", undefined, undefined]],
    ["touch -r /opt/b -d now -t 1 /opt/a", ["a\n", "b\n", undefined, undefined, undefined]],
    ["cd /opt; touch -d c a", ["a\n", "b\n", undefined, undefined, undefined]],
    ["cd /opt; touch -t c a", ["a\n", "b\n", undefined, undefined, undefined]],
    ["cd /opt; touch -r c a", ["a\n", "b\n", undefined, undefined, undefined]],
    ["truncate -r /opt/a /opt/c", ["a\n", "b\n", open, undefined, undefined]],
    ["truncate --reference /opt/a /opt/c", ["a\n", "b\n", open, undefined, undefined]],
    ["truncate -s 5 /opt/a", [open, "b\n", undefined, undefined, undefined]],
    ["truncate -s 0 /opt/a", ["", "b\n", undefined, undefined, undefined]],
    ["truncate --size 0 /opt/a /opt/c", ["", "b\n", "", undefined, undefined]],
    ["dd if=/opt/a", ["a\n", "b\n", undefined, undefined, undefined]],
    ["dd if=/opt/a of=/opt/c bs=1 count=1", ["a\n", "b\n", open, undefined, undefined]],
    ["dd if=/opt/a of=/opt/c bs=1 skip=1", ["a\n", "b\n", open, undefined, undefined]],
    ["dd if=/opt/a of=/opt/c seek=1", ["a\n", "b\n", open, undefined, undefined]],
    ["dd if=/opt/a of=/opt/c bs=1", ["a\n", "b\n", "a\n", undefined, undefined]],
    ["install -d /opt/d", ["a\n", "b\n", undefined, undefined, undefined]],
    ["install --directory /opt/c /opt/d", ["a\n", "b\n", undefined, undefined, undefined]],
    ["install -Dm644 /opt/a /opt/d/a", ["a\n", "b\n", undefined, "a\n", undefined]],
    ["install --group x --owner y --mode 1 /opt/a /opt/c", ["a\n", "b\n", "a\n", undefined, undefined]],
    ["d=$(mktemp -d); cp /opt/a $d/x; cp $d/x /opt/c", ["a\n", "b\n", "a\n", undefined, undefined]],
    ["f=$(mktemp); g=$(mktemp); echo c >$f; echo d >$g; cp $f /opt/c", ["a\n", "b\n", "c\n", undefined, undefined]],
    ["tee /opt/c /opt/d/a </opt/a", ["a\n", "b\n", "a\n", "a\n", undefined]],
    ["tee -a /opt/b </opt/a", ["a\n", "b\na\n", undefined, undefined, undefined]],
    ["tee --append /opt/b </opt/a", ["a\n", "b\na\n", undefined, undefined, undefined]],
  ];
  for (const [script, files] of cases) {
    it(script, () => assert.deepEqual(all(guestAfter(made + script)), files));
  }
});

describe("a file that is touched or removed", () => {
  answers(holds(conf), undefined, [`touch ${conf}`, `echo a >${conf}; rm ${conf}`]);
  answers(holds(conf), "", [`echo a >${conf}; rm ${conf}; touch ${conf}`]);
  answers(holds("/opt/conf.d/a"), "a\n", [
    "echo a >/opt/a; cp /opt/a /opt/conf.d",
    "echo a >/opt/a; mv /opt/a /opt/conf.d",
  ]);
  answers(unread, ["the script"], ["rm -f /opt/boot/initramfs-*kdump.img", "rm -f /boot/*kdump*"]);
  answers(unread, [], ["rm -f /boot/initramfs-*kdump.img"]);
});

describe("a package manager's own settings", () => {
  answers(installed("kdump-tools"), true, [
    "echo 'APT::Get::Assume-Yes \"true\";' >/etc/apt/apt.conf.d/x; apt-get install kdump-tools",
    "apt-get install --force-yes kdump-tools",
    "apt-get -qq install kdump-tools",
    "apt-get -q -q install kdump-tools",
    "echo y | apt-get install kdump-tools",
  ]);
  answers(installed("kdump-tools"), undefined, [
    "echo 'APT::Get::Assume-Yes \"true\";' >/opt/etc/apt/apt.conf.d/x; apt-get install kdump-tools",
    "echo 'APT::Get::Assume-Yes \"false\";' >/etc/apt/apt.conf; apt-get install kdump-tools",
    "echo 'APT::Get::Assume-Yes \"true\";' >/etc/apt/apt.conf; rm /etc/apt/apt.conf; apt-get install kdump-tools",
    "apt-get -q install kdump-tools",
    "apt-get -s -y install kdump-tools",
    "apt-get -d -y install kdump-tools",
    "apt-get -y install kdump",
  ]);
  answers(
    installed("kexec-tools"),
    true,
    [
      "echo assumeyes=1 >>/etc/dnf/dnf.conf; dnf install kexec-tools",
      "echo assumeyes=True >>/etc/yum.conf; yum install kexec-tools",
      "dnf -y install kexec-tools.noarch",
      "dnf -y install kexec-tools.aarch64",
      "dnf -y reinstall kexec-tools",
    ],
    alma,
  );
  answers(
    installed("kexec-tools"),
    false,
    ["dnf -y remove 'kexec*'", "dnf -y remove '*'", "dnf -y swap kexec-tools x", "dnf -y autoremove kexec-tools"],
    alma,
  );
  answers(
    installed("kexec-tools"),
    undefined,
    [
      "echo assumeyes=0 >>/etc/dnf/dnf.conf; dnf install kexec-tools",
      "echo '# assumeyes=1' >>/etc/dnf/dnf.conf; dnf install kexec-tools",
      "dnf -y remove 'kdump*'",
      "dnf -y remove 'x*'",
      "dnf -y swap x kexec-tools",
    ],
    alma,
  );
  answers(installed("kdump-tools"), false, ["apt-get -y remove kexec-tools", "apt-get -y purge 'kdump-*'"]);
});

describe("systemctl, in detail", () => {
  answers(unit("x"), "enabled", ["systemctl -p a --property b -o c -n 5 --type d enable x", "systemctl enable a x b"]);
  answers(
    unread,
    ["the script"],
    [
      "echo 'disable kdump.service' >/etc/systemd/system-preset/00-x.preset; systemctl preset-all",
      "systemctl preset-all; systemctl edit kdump-tools",
    ],
  );
  answers(unread, [], ["systemctl preset-all", "echo x >/etc/systemd/system-preset/x.txt; systemctl preset-all"]);
});

describe("a pipe of filters", () => {
  answers(holds("/tmp/f"), "b\n", [
    "printf 'a\\nb\\n' | grep -e b >/tmp/f",
    "printf 'a\\nb\\n' | grep --regexp=b >/tmp/f",
    "printf 'a\\nb\\n' | grep -A 0 -B 0 -C 0 -m 1 b >/tmp/f",
    "printf 'a\\nb\\n' >/tmp/g; grep b /tmp/g >/tmp/f",
    "printf 'a\\nb\\n' >/tmp/g; grep -e b /tmp/g >/tmp/f",
    "printf 'a\\nb\\n' >/tmp/g; tail -n 1 /tmp/g >/tmp/f",
    "printf 'b\\na\\n' >/tmp/g; head --lines=1 /tmp/g >/tmp/f",
    "echo Yg== >/tmp/g; base64 -d /tmp/g >/tmp/f; echo >>/tmp/f",
    "echo Ygo= | base64 -D >/tmp/f",
    "echo a | sed -e s/a/b/ >/tmp/f",
    "echo a | sed --expression s/a/b/ >/tmp/f",
    "echo a >/tmp/g; sed s/a/b/ /tmp/g >/tmp/f",
    "echo a >/tmp/f; sed --in-place s/a/b/ /tmp/f",
    "echo a >/tmp/f; sed -Ei.bak 's/(a)/b/' /tmp/f",
    "echo a >/tmp/f; sed -i -e s/a/b/ /tmp/f",
    "echo a >/tmp/f; sed -i -es/a/b/ /tmp/f",
    "echo a >/tmp/f; sed -ni s/a/b/p /tmp/f",
    "echo a >/tmp/f; sed -i -n s/a/b/p /tmp/f",
    "echo a >/tmp/f; sed -i -l 5 s/a/b/ /tmp/f",
  ]);
  answers(holds("/tmp/f"), open, [
    "echo a | grep -R a >/tmp/f",
    "echo a | grep -f /tmp/x >/tmp/f",
    "echo a | grep '\\d' >/tmp/f",
    "echo a | sed --file=/tmp/x >/tmp/f",
    'echo a | sed "$(vendor)" >/tmp/f',
    "echo a | head -n $(vendor) >/tmp/f",
    "vendor | grep -q a; vendor | grep a >/tmp/f",
  ]);
});
