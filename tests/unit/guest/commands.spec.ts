import assert from "node:assert/strict";
import type { GuestState } from "#crashdump/guest/state";
import type { Platform } from "azure-kdump-core";
import { alma, debian } from "../platforms";
import { crashkernel, guestAfter, holds, installed, open, panic, reboots, unit, unread } from "./guests";

const started = (name: string) => (state: GuestState) => state.units.get(`${name}.service`)?.started;
const set = "echo kernel.panic=5 >/etc/sysctl.d/60-x.conf";

type Question = (state: GuestState) => unknown;

/** Scripts with one answer to one question. */
function answers(platform: Platform, question: Question, expected: unknown, scripts: readonly string[]): void {
  for (const script of scripts) {
    it(`${script} (${platform.release}): ${String(expected)}`, () => {
      assert.deepEqual(question(guestAfter(script, platform)), expected);
    });
  }
}

describe("a package manager", () => {
  answers(debian, installed("kdump-tools"), true, [
    "apt-get -y install kdump-tools",
    "apt-get -y -q install kdump-tools",
    "apt-get -y -o Dpkg::Use-Pty=0 install kdump-tools",
    "apt-get -y --option Dpkg::Use-Pty=0 install kdump-tools",
    "apt-get -y -t bookworm-backports install kdump-tools",
    "apt-get -y --target-release bookworm install kdump-tools",
    "apt-get -y -c /tmp/apt.conf install kdump-tools",
    "apt -y install kdump-tools=1:1.8.1",
    "apt -y install kdump-tools:amd64",
    "apt -y install nginx kdump-tools",
    "aptitude -y install kdump-tools",
    "apt reinstall kdump-tools",
    "apt -y install linux-crashdump",
    "dpkg -i /tmp/kdump-tools_1.8.1_amd64.deb",
    "dpkg --install ./kdump-tools_1.8.1_amd64.deb",
    "apt -y remove kdump-tools; apt -y install kdump-tools",
  ]);
  answers(debian, installed("kdump-tools"), false, [
    "apt-get -y remove kdump-tools",
    "apt-get -y purge kdump-tools",
    "apt-get autoremove -y kdump-tools",
    "apt -y install kdump-tools; apt -y purge -y kdump-tools",
    "apt -y install kdump-tools; apt -y install kdump-tools-",
    "dpkg -r kdump-tools",
    "dpkg -P kdump-tools",
    "dpkg --remove kdump-tools",
    "dpkg --purge kdump-tools",
  ]);
  answers(debian, installed("kdump-tools"), undefined, [
    "apt-get update",
    "apt-get download kdump-tools",
    "apt list kdump-tools",
    "apt-cache policy kdump-tools",
    "apt-mark hold kdump-tools",
    "dpkg -s kdump-tools",
    "dpkg -l kdump-tools",
    "dpkg -L kdump-tools",
    "dpkg --status kdump-tools",
    "dpkg --list kdump-tools",
    "dpkg --configure -a",
    "dpkg-query -W -f='${Status}' kdump-tools",
    "apt -y install kdump-tools-dbg",
  ]);
  answers(alma, installed("kexec-tools"), true, [
    "dnf -y install kexec-tools",
    "dnf -y install kexec-tools",
    "dnf -y --enablerepo crb install kexec-tools",
    "dnf -y --disablerepo=x --releasever 9 install kexec-tools",
    "dnf -y -x kernel -c /etc/x --exclude a --repo b --repoid c --setopt d install kexec-tools",
    "dnf -y install kexec-tools.x86_64",
    "yum -y localinstall kexec-tools",
    "microdnf -y install kexec-tools",
    "tdnf -y install kexec-tools",
    "rpm -i /tmp/kexec-tools-2.0.26-1.el9.x86_64.rpm",
    "rpm -Uvh http://x/kexec-tools-2.0.26-1.el9.x86_64.rpm",
    "rpm -F kexec-tools-2.0.26-1.rpm",
    "rpm --install kexec-tools-2.0.26-1.rpm",
    "rpm --upgrade kexec-tools-2.0.26-1.rpm",
  ]);
  answers(alma, installed("kexec-tools"), false, [
    "dnf -y remove kexec-tools",
    "dnf -y erase -y kexec-tools",
    "rpm -e kexec-tools",
    "rpm --erase kexec-tools",
  ]);
  answers(alma, installed("kexec-tools"), undefined, [
    "rpm -q kexec-tools",
    "rpm --query kexec-tools",
    "rpm -V kexec-tools",
    "rpm --import /etc/key",
    "dnf list kexec-tools",
    "dnf makecache",
    "rpm --root /x --qf '%{NAME}' -q kexec-tools",
  ]);
  answers(debian, installed("kdump-tools"), true, [
    "apt -y install ./kdump-tools_1.8.1_amd64.deb",
    "apt -y install /opt/a_b/kdump-tools_1.8.1_amd64.deb",
    "apt -y install kdump-tools/bookworm-backports",
    "apt-get -o APT::Get::Assume-Yes=true install kdump-tools",
    "apt-get --option APT::Get::Assume-Yes=1 install kdump-tools",
    "apt-get --option Dpkg::Use-Pty=0 -o APT::Get::Assume-Yes=yes install kdump-tools",
    "apt-get -q=2 install kdump-tools",
    "apt-get -fqq install kdump-tools",
    "apt-get -qfq install kdump-tools",
    "apt-get -y install nginx kdump-tools- kdump-tools",
    "dpkg --install -G /opt/kdump-tools_1.deb",
  ]);
  answers(debian, installed("kdump-tools"), undefined, [
    "apt-get -o APT::Get::Assume-Yes=false install kdump-tools",
    "apt-get -o Dpkg::Use-Pty=0 install kdump-tools",
    "apt-get -q=1 install kdump-tools",
    "apt-get --allow-q-q install kdump-tools",
    "apt-get install nginx kdump-tools",
    "apt-get autoremove kdump-tools",
    "apt-get show -y kdump-tools",
    "dpkg -V kdump-tools",
    "dpkg --info /opt/kdump-tools_1.deb",
    "dpkg-reconfigure -f noninteractive grub-pc; dpkg --audit kdump-tools",
  ]);
  answers(alma, installed("kexec-tools"), true, [
    "dnf -y install https://example.com/a-1/kexec-tools-2.0.26-1.el9.x86_64.rpm",
    "dnf -y install ./kexec-tools-2.0.26-1.rpm",
    "rpm -i --root / /opt/kexec-tools-2.0.26-1.rpm",
    "yum -y --disablerepo epel install kexec-tools",
    "echo a | dnf localinstall kexec-tools",
  ]);
  answers(alma, installed("kexec-tools"), undefined, [
    "dnf localinstall kexec-tools",
    "dnf erase kexec-tools",
    "rpm --checksig kexec-tools-2.0.26-1.rpm",
    "rpm -Va kexec-tools",
  ]);
  answers(debian, installed("kdump-tools"), undefined, [
    "apt-get -y install kexec-tools",
    "apt-get -y install kdump-toolset",
    "apt-get -y remove nginx",
    "apt-get -y remove 'kdump?'",
  ]);
  answers(debian, installed("kdump-tools"), false, [
    "apt-get -y remove 'kdump?tools'",
    "apt-get -y remove kexec-tools nginx",
  ]);
  answers(debian, installed("kexec-tools"), false, ["apt-get -y remove kexec-tools:amd64"]);
  answers(debian, unread, ["the script"], ["apt -y install $(vendor-tool)/kdump", "dpkg -i $(vendor-tool)-kdump.deb"]);

  /** A question about a package is answered by what the script itself has installed or removed. */
  const asked = (question: string) => `if ${question}; then echo kernel.panic=5 >/etc/sysctl.d/x.conf; fi`;
  answers(debian, panic, "5", [
    `apt -y install kdump-tools; ${asked("dpkg -s kdump-tools")}`,
    `apt -y install kdump-tools; ${asked("dpkg-query -W -f=x kdump-tools")}`,
    `apt -y install kdump-tools; ${asked("dpkg-query -W --showformat x kdump-tools")}`,
    `apt -y install a b; ${asked("apt list a b")}`,
  ]);
  answers(debian, panic, undefined, [
    `apt -y remove kdump-tools; ${asked("dpkg -s kdump-tools")}`,
    `apt -y install a; apt -y remove b; ${asked("dpkg -s a b")}`,
    `apt -y install kdump-tools; ${asked("! dpkg -s kdump-tools")}`,
  ]);
  /** Nothing but what scripts have installed is taken for there. */
  const installs = "apt-get -y install kdump-tools";
  answers(debian, panic, "5", [
    `${installs}; ${asked("dpkg -l | grep -q '^ii  kdump-tools '")}`,
    `${installs}; ${asked("dpkg -l kdump-tools | grep -q ^ii")}`,
    `${installs}; ${asked("dpkg --list | grep -q kdump-tools")}`,
    `${installs}; ${asked("dpkg -L kdump-tools | grep -q kdump-tools")}`,
    `${installs}; ${asked("dpkg --status kdump-tools | grep -q kdump-tools")}`,
    `${installs}; ${asked("dpkg-query -W -f='${Status}' kdump-tools | grep -q 'ok installed'")}`,
    `${installs}; ${asked("[ \"$(dpkg-query -W -f '${Status}\\n' kdump-tools)\" = 'install ok installed' ]")}`,
    `${installs}; ${asked("[ $(dpkg-query -W --showformat='${db:Status-Status}' kdump-tools) = installed ]")}`,
    `${installs}; ${asked("[ $(dpkg-query -f='${db:Status-Status}\\n' -W kdump-tools kdump-tools | grep -c ^installed$) = 2 ]")}`,
    `${installs}; ${asked("[ $(dpkg-query -f='${db:Status-Status}' -W kdump-tools kdump-tools | grep -c .) = 1 ]")}`,
    `${installs}; ${asked("apt list --installed | grep -q ^kdump-tools/")}`,
    `${installs}; ${asked("apt list kdump-tools")}`,
    asked("! dpkg -l | grep -q kdump-tools"),
    `apt -y remove kdump-tools; ${asked("! dpkg -l | grep -q kdump-tools")}`,
    `set -e; dpkg -l >/dev/null; ${asked("true")}`,
  ]);
  answers(debian, panic, open, [`${installs}; ${asked("[ $(dpkg-query -W -f='${Version}' kdump-tools) = 1:1.8 ]")}`]);
  answers(alma, panic, "5", [
    `dnf -y install a; ${asked("rpm -qa | grep -q ^a-")}`,
    `dnf -y install a; ${asked("rpm --query a | grep -q ^a-")}`,
    `dnf -y install a; ${asked("rpm -V a")}`,
    `dnf -y install a; ${asked("rpm -q --queryformat x a")}`,
    `dnf -y install a; ${asked("dnf list installed a")}`,
    `dnf -y install a; ${asked("rpm --root / -q a")}`,
    `dnf install kexec-tools || ${asked("true")}`,
    `dnf -y install a; ${asked("rpm -q a")}`,
    `dnf -y install a; ${asked("rpm -q --qf x a")}`,
  ]);
  answers(alma, panic, undefined, [`dnf -y remove a; ${asked("rpm -q a")}`]);

  for (const [command, packageName, platform] of [
    ["apt-get install kdump-tools", "kdump-tools", debian],
    ["apt remove kdump-tools", "kdump-tools", debian],
    ["dnf install kexec-tools", "kexec-tools", alma],
  ] as const) {
    it(`that asks, and that nobody answers, does nothing: ${command}`, () => {
      assert.equal(installed(packageName)(guestAfter(command, platform)), undefined);
      assert.notEqual(installed(packageName)(guestAfter(`yes | ${command}`, platform)), undefined);
      for (const yes of ["-y", "--yes", "--assume-yes", "--assumeyes"]) {
        assert.notEqual(installed(packageName)(guestAfter(`${command} ${yes}`, platform)), undefined);
      }
      for (const looks of [
        "--simulate",
        "--just-print",
        "--dry-run",
        "--recon",
        "--no-act",
        "--download-only",
        "--downloadonly",
        "--assumeno",
      ]) {
        if (command.startsWith("apt") === (looks === "--downloadonly" || looks === "--assumeno")) continue;
        assert.equal(installed(packageName)(guestAfter(`${command} -y ${looks}`, platform)), undefined, looks);
      }
    });
  }

  it("that installs kdump-tools brings its configuration and its reservation, where there is none", () => {
    const state = guestAfter("apt -y install nginx kdump-tools");
    assert.match(String(holds("/etc/default/kdump-tools")(state)), /USE_KDUMP=1/);
    assert.match(String(holds("/etc/default/grub.d/kdump-tools.cfg")(state)), /crashkernel=/);
    state.boot();
    assert.match(String(crashkernel(state)), /M/);
    const own = guestAfter(
      "echo USE_KDUMP=0 >/etc/default/kdump-tools; echo >/etc/default/grub.d/kdump-tools.cfg; apt -y install kdump-tools",
    );
    assert.equal(holds("/etc/default/kdump-tools")(own), "USE_KDUMP=0\n");
    assert.equal(holds("/etc/default/grub.d/kdump-tools.cfg")(own), "\n");
    assert.equal(holds("/etc/default/kdump-tools")(guestAfter("dnf -y install kdump-tools", alma)), undefined);
    assert.equal(holds("/etc/default/kdump-tools")(guestAfter("apt -y remove kdump-tools")), undefined);
  });

  it("that is told to keep kdump off is left unread", () => {
    const told = (value: string) =>
      guestAfter(`echo 'kdump-tools kdump-tools/use_kdump boolean ${value}' | debconf-set-selections`);
    assert.deepEqual(unread(told("false")), ["the script"]);
    assert.deepEqual(unread(told("true")), []);
    assert.deepEqual(unread(told("  false")), ["the script"]);
    const file = "echo 'kdump-tools\tkdump-tools/use_kdump\t boolean\tfalse' >/opt/x; ";
    assert.deepEqual(unread(guestAfter(`${file}debconf-set-selections -v /opt/x`)), ["the script"]);
    assert.deepEqual(unread(guestAfter(`${file}echo >/opt/y; debconf-set-selections /opt/y`)), []);
  });
});

describe("a unit", () => {
  answers(alma, unit("kdump"), "enabled", [
    "systemctl enable kdump",
    "systemctl reenable kdump.service",
    "systemctl --now enable kdump",
    "systemctl disable kdump; systemctl enable kdump",
    "systemctl enable kdump; systemctl stop kdump",
    "systemctl enable kdump; systemctl disable --runtime kdump",
    "systemctl enable kdump; systemctl mask --runtime kdump",
    "systemctl enable kdump; systemctl mask kdump; systemctl unmask kdump",
    "systemctl --root /x -t service enable kdump",
    "chkconfig kdump on",
    "chkconfig kdump reset",
    "chkconfig --level 35 kdump on",
    "chkconfig --levels 35 kdump on",
    "chkconfig --add kdump",
    "update-rc.d kdump defaults",
    "update-rc.d kdump enable",
    "mkdir -p /etc/systemd/system/x.wants; ln -s /usr/lib/systemd/system/kdump.service /etc/systemd/system/x.wants/kdump.service",
    "ln -s /usr/lib/systemd/system/kdump.service /etc/systemd/system/x.requires/kdump.service",
  ]);
  answers(alma, unit("kdump"), "disabled", [
    "systemctl disable kdump",
    "systemctl disable --now kdump",
    "chkconfig kdump off",
    "chkconfig --del kdump",
    "update-rc.d kdump remove",
    "update-rc.d -f kdump remove",
    "update-rc.d kdump disable",
  ]);
  answers(alma, unit("kdump"), "masked", [
    "systemctl mask kdump",
    "systemctl mask --now kdump.service",
    ": >/etc/systemd/system/kdump.service",
    "ln -s /dev/null /etc/systemd/system/kdump.service",
  ]);
  answers(alma, unit("kdump"), undefined, [
    "systemctl status kdump",
    "systemctl is-active kdump",
    "systemctl is-failed kdump",
    "systemctl show kdump",
    "systemctl cat kdump",
    "systemctl start kdump",
    "systemctl restart kdump",
    "systemctl reload kdump",
    "systemctl daemon-reload",
    "service kdump start",
    "service kdump status",
    "chkconfig kdump",
    "chkconfig --list kdump",
    "systemctl enable --runtime kdump",
    "systemctl enable kdump.socket",
  ]);
  answers(alma, started("kdump"), true, [
    "systemctl start kdump",
    "systemctl restart kdump",
    "systemctl reload-or-restart kdump",
    "systemctl enable --now kdump",
    "systemctl reenable --now kdump",
    "service kdump start",
    "service kdump restart",
    "kdumpctl start",
    "kdumpctl restart",
    "kdumpctl reload",
    "kdumpctl stop; kdumpctl start",
  ]);
  answers(alma, started("kdump"), false, [
    "systemctl stop kdump",
    "systemctl kill kdump",
    "systemctl disable --now kdump",
    "systemctl mask --now kdump",
    "service kdump stop",
    "kdumpctl stop",
    "kdumpctl start; kdumpctl stop",
  ]);
  answers(alma, started("kdump"), undefined, [
    "systemctl enable kdump",
    "systemctl disable kdump",
    "systemctl unmask --now kdump",
    "systemctl try-restart kdump",
    "systemctl condrestart kdump",
    "systemctl reload kdump",
    "service kdump status",
    "kdumpctl status",
    "kdumpctl showmem",
    "kdumpctl rebuild",
  ]);
  answers(debian, started("kdump-tools"), true, ["kdump-config load", "kdump-config reload"]);
  answers(debian, started("kdump-tools"), false, ["kdump-config unload", "kdump-config load; kdump-config unload"]);
  answers(debian, started("kdump-tools"), undefined, ["kdump-config show", "kdump-config status", "kdump-config test"]);
  answers(
    alma,
    unread,
    ["the script"],
    [
      "systemctl edit kdump",
      "systemctl enable $(vendor-tool)-kdump",
      "service kdump vendor-verb",
      "systemctl set-property kdump x=y",
      "kdumpctl vendor-verb",
    ],
  );
  answers(
    alma,
    unread,
    [],
    [
      "systemctl edit nginx",
      "systemctl reset-failed kdump",
      "systemctl list-units kdump",
      "service kdump status",
      "kdumpctl estimate",
      "kdumpctl get-default-crashkernel",
      "kdumpctl --kernel ALL showmem",
    ],
  );

  it("of kdumpctl may get the release's own reservation", () => {
    const state = guestAfter("grubby --update-kernel=ALL --args=crashkernel=1G; kdumpctl reset-crashkernel", alma);
    state.boot();
    assert.notEqual(crashkernel(state), "1G");
  });
});

describe("a reboot", () => {
  answers(debian, reboots, true, [
    "reboot",
    "reboot -f",
    "systemctl reboot",
    "systemctl isolate reboot.target",
    "systemctl start reboot.target",
    "shutdown -r now",
    "shutdown -r +1",
    "init 6",
    "telinit 6",
  ]);
  answers(debian, reboots, false, [
    "systemctl poweroff",
    "systemctl halt",
    "shutdown -h now",
    "shutdown -c",
    "init 3",
    "telinit q",
    "systemctl isolate multi-user.target",
    "systemctl start nginx",
  ]);
  answers(debian, panic, "5", [
    `shutdown -r +5; ${set}`,
    `shutdown -c; ${set}`,
    `init 3; ${set}`,
    `shutdown -r; ${set}`,
  ]);
  answers(debian, panic, undefined, [
    `shutdown -r now; ${set}`,
    `shutdown -r 0; ${set}`,
    `shutdown -r +0; ${set}`,
    `shutdown -h now; ${set}`,
    `systemctl poweroff; ${set}`,
    `systemctl halt; ${set}`,
    `init 6; ${set}`,
    `reboot; ${set}`,
  ]);
});

describe("a command that runs another", () => {
  const inner = `sh -c '${set}'`;
  answers(debian, panic, "5", [
    `sudo ${inner}`,
    `sudo -u root -g root -h x -p y -C 3 ${inner}`,
    `sudo --user root --group root ${inner}`,
    `doas -u root ${inner}`,
    `env -i -u X -C / A=b ${inner}`,
    `nohup ${inner}`,
    `setsid -f ${inner}`,
    `time -p ${inner}`,
    `nice -n 5 ${inner}`,
    `nice --adjustment 5 ${inner}`,
    `ionice -c 2 -n 0 ${inner}`,
    `stdbuf -o L -e L -i 0 ${inner}`,
    `timeout 5 ${inner}`,
    `timeout -k 1 -s TERM 5 ${inner}`,
    `timeout --kill-after 1 --signal TERM 5 ${inner}`,
    `flock /tmp/lock ${inner}`,
    `flock -w 5 -E 3 /tmp/lock ${inner}`,
    `flock --wait 5 /tmp/lock ${inner}`,
    `flock /tmp/lock -c '${set}'`,
    `cloud-init-per once x ${inner}`,
    `systemd-run -u x --unit y -p z ${inner}`,
    `systemd-run --on-active 5 --on-boot 6 --description d ${inner}`,
    `command ${inner}`,
    `dash -c '${set}'`,
    `ksh -c '${set}'`,
    `zsh -c '${set}'`,
    `ash -c '${set}'`,
    `bash -euxo pipefail -c '${set}'`,
    `bash -o errexit -c '${set}'`,
    `bash -x -o pipefail +o posix -c '${set}'`,
    `bash -c "eval '${set}'"`,
    `echo sh -c "'${set}'" | sh`,
    `which apt-get && ${set}`,
    `type apt-get && ${set}`,
    `hash apt-get && ${set}`,
    `command -v apt-get && ${set}`,
    `command -V apt-get && ${set}`,
    `f() { :; }; command -v f && ${set}`,
  ]);
  answers(debian, panic, undefined, [
    `echo ${inner}`,
    `flock 9; true`,
    `command -v dnf && ${set}`,
    `which dnf && ${set}`,
    `type dnf && ${set}`,
    `hash dnf && ${set}`,
    `sudo`,
    `env`,
    `timeout 5`,
  ]);
  answers(debian, panic, open, [
    `if command -v vendor-tool; then ${set}; else echo kernel.panic=0 >/etc/sysctl.d/x.conf; fi`,
  ]);
  answers(
    debian,
    unread,
    ["the script"],
    ["bash /opt/kdump.sh", "sudo vendor-tool kdump", 'sh -c "$(vendor-tool) kdump"'],
  );
  answers(debian, unread, [], ["bash /opt/vendor.sh", "sudo vendor-tool", "vendor-tool | sh"]);

  it("leaves this shell's own variables as they are", () => {
    const script = `p=5; sh -c 'p=0'; sudo p=0 true; env p=0 true; bash -c 'p=0' x; echo kernel.panic=$p >/etc/sysctl.d/x.conf`;
    assert.equal(panic(guestAfter(script)), "5");
  });
});

describe("a command on files", () => {
  const conf = "/etc/sysctl.d/60-x.conf";
  const made = "echo kernel.panic=5 >/tmp/x.conf";
  answers(debian, panic, "5", [
    `${made}; cp -t /etc/sysctl.d /tmp/x.conf`,
    `${made}; cp --target-directory=/etc/sysctl.d /tmp/x.conf`,
    `${made}; mv --target-directory /etc/sysctl.d /tmp/x.conf`,
    `${made}; cp -S .bak /tmp/x.conf ${conf}`,
    `mkdir /opt/v; echo kernel.panic=5 >/opt/v/x.conf; cp -r /opt/v/. /etc/sysctl.d/`,
    `mkdir /opt/v; echo kernel.panic=5 >/opt/v/x.conf; cp -r /opt/v/. /etc/sysctl.d; rm -r /opt/v`,
    `${made}; cp --suffix .bak /tmp/x.conf ${conf}`,
    `${made}; cp -T /tmp/x.conf ${conf}`,
    `${made}; cp /tmp/x.conf /tmp/y /etc/sysctl.d`,
    `${made}; cp /tmp/x.conf /etc/sysctl.d/`,
    `${made}; cp /tmp/x.conf /etc/sysctl.d`,
    `${made}; install -m 644 -o root -g root /tmp/x.conf ${conf}`,
    `${made}; install --mode 644 --owner root --group root -t /etc/sysctl.d /tmp/x.conf`,
    `install -d /etc/sysctl.d; ${made}; install /tmp/x.conf ${conf}`,
    `${made}; ln /tmp/x.conf ${conf}`,
    `${made}; ln -sf /tmp/x.conf /etc/sysctl.d`,
    `${made}; cd /etc/sysctl.d; ln -s /tmp/x.conf`,
    `echo kernel.panic=5 | cp /dev/stdin ${conf}`,
    `echo kernel.panic=5 | install /dev/stdin ${conf}`,
    `echo kernel.panic=5 | dd of=${conf}`,
    `: >${conf}; echo kernel.panic=5 | dd of=${conf} oflag=append conv=notrunc`,
    `${made}; mkdir -p /opt/d; mv /tmp/x.conf /opt/d/; cp -r /opt/d/. /opt/e; cp /opt/d/x.conf ${conf}`,
    `${made}; touch /tmp/x.conf; touch -d now ${conf}; cp /tmp/x.conf ${conf}`,
    `echo kernel.panic=5 >${conf}; touch ${conf}`,
  ]);
  answers(debian, panic, undefined, [
    `echo kernel.panic=5 >${conf}; unlink ${conf}`,
    `echo kernel.panic=5 >${conf}; truncate -s 0 ${conf}`,
    `echo kernel.panic=5 >${conf}; truncate --size 0 ${conf}`,
    `echo kernel.panic=5 >${conf}; cp /dev/null ${conf}`,
    `echo kernel.panic=5 >${conf}; rm -rf -- ${conf}`,
    `echo kernel.panic=5 >${conf}; mv ${conf} /root`,
    `echo kernel.panic=5 >${conf}; mv /etc/sysctl.d /etc/sysctl.old`,
    `rmdir /etc/sysctl.d`,
    `${made}; cp /tmp/x.conf /opt/60-x.conf`,
  ]);
  answers(debian, panic, open, [
    `dd if=/dev/urandom of=${conf}`,
    `cp /opt/vendor.conf ${conf}`,
    `mv /opt/vendor.conf ${conf}`,
    `install /opt/vendor.conf ${conf}`,
  ]);
  answers(debian, holds("/tmp/f"), "", ["touch /tmp/f", "truncate -s 0 /tmp/f", "cp /dev/null /tmp/f"]);
  answers(debian, holds("/opt/l"), "x\n", [
    "echo x >/opt/x; ln -s /opt/x /opt/l; rm /tmp/none",
    "echo x >/opt/x; echo y >/opt/y; ln -s /opt/y /opt/l; mv /opt/x /opt/l; echo z >/opt/y",
    "echo y >/opt/l; echo x >/opt/l",
    "ln -s /opt/x /opt/l; echo x >/opt/l; cp /opt/x /opt/copy",
  ]);
});
