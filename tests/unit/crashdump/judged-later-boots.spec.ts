import { assess, harden, type Platform, releases, toCustomData } from "azure-kdump-core";
import assert from "node:assert/strict";
import { platforms, titleOf } from "../platforms";
import { debianByHand, elByHand, on } from "./by-hand";
import { judges } from "./judged";

const debian = on("debian-12");
const el9 = on("almalinux-9");

const job = "/etc/systemd/system/job.service";
const unit = (service: string, order = "", more = "systemctl enable job") =>
  `cat >${job} <<'END'\n[Unit]\n${order}\n[Service]\nType=oneshot\n${service}\n[Install]\nWantedBy=multi-user.target\nEND\n${more}\nreboot`;
const without = (commands: string) =>
  debianByHand([/echo 'kernel\.panic = 10'.*\n([^]*)reboot\n/, `$1${commands.replaceAll("$", "$$$$")}\n`]);
const beside = (commands: string) => debianByHand(["reboot", commands.replaceAll("$", "$$$$")]);
const besideEl = (commands: string) => elByHand(["reboot", commands.replaceAll("$", "$$$$")]);

const write = 'write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm';
const never = `violation: kernel.panic is never set, and the debian-12 image leaves it at 0: a panic hangs the VM for good → ${write}`;
const hangs = (path: string, line = 13) =>
  `violation: kernel.panic is 0 in ${path} (the customData, line ${line}): a panic hangs the VM for good → ${write}` as const;
const may = (path: string, line = 13) =>
  `cannot-tell: ${path} (the customData, line ${line}) runs later, and may change kernel.panic → ${write}` as const;
const panic0 = "ExecStart=/sbin/sysctl -w kernel.panic=0";
const panic5 = "ExecStart=/sbin/sysctl -w kernel.panic=5";

judges("panic-reboots", "what runs at every boot", [
  ["a unit that takes the setting back", debian, beside(unit(panic0)), hangs(job)],
  ["a shell in a unit", debian, beside(unit("ExecStart=/bin/sh -c 'echo 0 >/proc/sys/kernel/panic'")), hangs(job)],
  [
    "a command whose failure the unit ignores",
    debian,
    beside(unit("ExecStart=-/sbin/sysctl kernel.panic=0")),
    hangs(job),
  ],
  [
    "a script that a unit runs",
    debian,
    beside(
      `printf '#!/bin/sh\\nsysctl -w kernel.panic=0\\n' >/usr/local/sbin/job; chmod +x /usr/local/sbin/job\n${unit("ExecStart=/usr/local/sbin/job")}`,
    ),
    hangs(job, 14),
  ],
  [
    "a unit that a link enables",
    debian,
    beside(unit(panic0, "", `ln -s ${job} /etc/systemd/system/multi-user.target.wants/job.service`)),
    hangs(job),
  ],
  [
    "a drop-in of a unit of one's own",
    debian,
    beside(
      `mkdir ${job}.d; printf '[Service]\\nExecStart=\\nExecStart=/sbin/sysctl kernel.panic=0\\n' >${job}.d/x.conf\n${unit("ExecStart=/bin/true")}`,
    ),
    hangs(job, 14),
  ],
  [
    "a unit whose drop-in replaces the command",
    debian,
    beside(
      `mkdir ${job}.d; printf '[Service]\\nExecStart=\\nExecStart=/bin/true\\n' >${job}.d/x.conf\n${unit(panic0)}`,
    ),
  ],
  ["a unit that nothing enables", debian, beside(unit(panic0, "", "true")), may(job)],
  [
    "a unit that is disabled again",
    debian,
    beside(unit(panic0, "", "systemctl enable job; systemctl disable job")),
    may(job),
  ],
  ["a unit under a condition", debian, beside(unit(panic0, "ConditionPathExists=/etc/x")), may(job)],
  [
    "a unit whose command only systemd knows",
    debian,
    beside(unit("ExecStart=/sbin/sysctl kernel.panic=$VALUE")),
    may(job),
  ],
  [
    "a unit with a program that nobody can follow",
    debian,
    beside(unit("ExecStart=/opt/setup kernel.panic 0")),
    may(job),
  ],
  ["a unit that sets it to another value", debian, beside(unit(panic5))],
  ["a unit that sets something else", debian, beside(unit("ExecStart=/sbin/sysctl -w kernel.panic_on_oops=0"))],
  ["a unit that alone sets it", debian, without(unit(panic5))],
  ["a unit that alone sets it, and is not enabled", debian, without(unit(panic5, "", "true")), may(job, 12)],
  ["nothing that sets it", debian, without("reboot"), never],
  [
    "two units that disagree",
    debian,
    beside(
      `printf '[Service]\\n${panic5}\\n[Install]\\nWantedBy=multi-user.target\\n' >/etc/systemd/system/a.service; systemctl enable a\n${unit(panic0)}`,
    ),
    `cannot-tell: /etc/systemd/system/a.service (the customData, line 13) sets kernel.panic to what only the guest knows → ${write}`,
  ],
  [
    "a unit that sets it under a condition of its script",
    debian,
    beside(unit("ExecStart=/bin/sh -c 'if grep -q x /etc/x; then sysctl kernel.panic=0; fi'")),
    `cannot-tell: ${job} (the customData, line 13) sets kernel.panic to what only the guest knows → ${write}`,
  ],
  [
    "a unit that writes it for the next boot",
    debian,
    beside(unit("ExecStart=/bin/sh -c 'echo kernel.panic=0 >/etc/sysctl.d/99-z.conf'")),
    hangs(job),
  ],
  [
    "cron at boot",
    debian,
    beside("echo '@reboot root echo 0 >/proc/sys/kernel/panic' >/etc/cron.d/job\nreboot"),
    hangs("/etc/cron.d/job"),
  ],
  [
    "root's own table of cron",
    debian,
    beside("echo '@reboot sysctl kernel.panic=0' >/var/spool/cron/crontabs/root\nreboot"),
    hangs("/var/spool/cron/crontabs/root"),
  ],
  [
    "cron at boot, with a setting",
    debian,
    beside("printf 'PATH=/sbin\\n@reboot root sysctl kernel.panic=5\\n' >/etc/cron.d/job\nreboot"),
  ],
  [
    "cron every day",
    debian,
    beside("echo '@daily root sysctl kernel.panic=0' >/etc/cron.d/job\nreboot"),
    may("/etc/cron.d/job"),
  ],
  [
    "a file that Debian's cron does not read",
    debian,
    beside("echo '@reboot root sysctl kernel.panic=0' >/etc/cron.d/a.b\nreboot"),
    may("/etc/cron.d/a.b"),
  ],
  [
    "another user's job",
    debian,
    beside("echo '@reboot www sysctl kernel.panic=0' >/etc/cron.d/job\nreboot"),
    may("/etc/cron.d/job"),
  ],
  [
    "rc.local that may be executed",
    debian,
    beside("printf '#!/bin/sh\\nsysctl -w kernel.panic=0\\n' >/etc/rc.local; chmod 755 /etc/rc.local\nreboot"),
    hangs("/etc/rc.local"),
  ],
  [
    "rc.local that may not be executed, as far as is known",
    debian,
    beside("printf '#!/bin/sh\\nsysctl -w kernel.panic=0\\n' >/etc/rc.local\nreboot"),
    may("/etc/rc.local"),
  ],
  [
    "a script of SysV",
    debian,
    beside("printf '#!/bin/sh\\nsysctl -w kernel.panic=0\\n' >/etc/init.d/job\nreboot"),
    may("/etc/init.d/job"),
  ],
]);

const kdumpRemedy = (platform: Platform) =>
  `install ${releases[platform.release].packages.join(" and ")} and enable ${releases[platform.release].unit}, or use HardenedVm`;
const stops = (platform: Platform, path: string, line: number) =>
  `violation: ${path} (the customData, line ${line}) stops ${releases[platform.release].unit} at every boot → ${kdumpRemedy(platform)}` as const;
const mayStop = (path: string) =>
  `cannot-tell: ${path} (the customData, line 13) runs later, and may change kdump → ${kdumpRemedy(debian)}` as const;

judges("kdump-configured", "what runs at every boot", [
  ["a unit that stops kdump", el9, besideEl(unit("ExecStart=/usr/bin/systemctl stop kdump")), stops(el9, job, 11)],
  [
    "a unit that stops kdump after it",
    el9,
    besideEl(unit("ExecStart=/usr/bin/kdumpctl stop", "After=kdump.service")),
    stops(el9, job, 11),
  ],
  [
    "a unit that stops kdump before it has started",
    el9,
    besideEl(unit("ExecStart=/usr/bin/systemctl stop kdump", "Before=kdump.service")),
  ],
  ["a unit that starts kdump again", el9, besideEl(unit("ExecStart=/usr/bin/systemctl restart kdump"))],
  ["a unit that stops something else", el9, besideEl(unit("ExecStart=/usr/bin/systemctl stop firewalld"))],
  [
    "a unit that unloads the capture kernel",
    debian,
    beside(unit("ExecStart=/usr/sbin/kdump-config unload")),
    stops(debian, job, 13),
  ],
  [
    "cron that unloads the capture kernel",
    debian,
    beside("echo '@reboot root kexec -p -u' >/etc/cron.d/job\nreboot"),
    stops(debian, "/etc/cron.d/job", 13),
  ],
  [
    "a unit that stops it under a condition of its script",
    debian,
    beside(unit("ExecStart=/bin/sh -c 'grep -q x /etc/x && systemctl stop kdump-tools; true'")),
    mayStop(job),
  ],
  [
    "a unit that switches it off for the next boot",
    debian,
    beside(unit("ExecStart=/bin/sed -i s/USE_KDUMP=1/USE_KDUMP=0/ /etc/default/kdump-tools")),
    mayStop(job),
  ],
  [
    "a unit that stops it and is not enabled",
    debian,
    beside(unit("ExecStart=/bin/systemctl stop kdump-tools", "", "true")),
    mayStop(job),
  ],
]);

const lock = "ExecStart=/sbin/sysctl -w kernel.kexec_load_disabled=1";
const lockRemedy =
  "remove it there; to forbid kexec after kdump is armed, set it in a unit ordered after kdump (lockKexec)";

judges("kexec-not-blocked", "what locks kexec at every boot", [
  [
    "a unit in no order",
    el9,
    besideEl(unit(lock)),
    `violation: ${job} (the customData, line 11) sets kernel.kexec_load_disabled to 1 and is not ordered after kdump.service, which then loads nothing → ${lockRemedy}`,
  ],
  ["a unit after kdump", el9, besideEl(unit(lock, "After=network.target kdump.service"))],
  ["a unit after all that a boot starts", debian, beside(unit(lock, "After=multi-user.target"))],
  ["a unit that leaves kexec open", el9, besideEl(unit("ExecStart=/sbin/sysctl -w kernel.kexec_load_disabled=0"))],
  [
    "cron, which comes late or early",
    debian,
    beside("echo '@reboot root sysctl kernel.kexec_load_disabled=1' >/etc/cron.d/job\nreboot"),
    `cannot-tell: /etc/cron.d/job (the customData, line 13) may set kernel.kexec_load_disabled before kdump-tools.service has loaded the capture kernel → ${lockRemedy}`,
  ],
  [
    "a unit that nothing enables",
    el9,
    besideEl(unit(lock, "", "true")),
    `cannot-tell: ${job} (the customData, line 11) runs later, and may set kernel.kexec_load_disabled → ${lockRemedy}`,
  ],
  [
    "a unit that writes it for the next boot",
    el9,
    besideEl(
      unit("ExecStart=/bin/sh -c 'echo kernel.kexec_load_disabled=1 >/etc/sysctl.d/x.conf'", "After=kdump.service"),
    ),
    `violation: ${job} (the customData, line 11) writes kernel.kexec_load_disabled = 1 for the next boot: no capture kernel can be loaded → ${lockRemedy}`,
  ],
]);

describe("assess, of our own units,", () => {
  it("finds that kexec is locked too early once the order is taken out of them", () => {
    for (const platform of platforms.filter(({ release }) => releases[release].dialect !== "el6")) {
      const hardening = harden(platform, { lockKexec: true });
      const configure = hardening.configure.replace(`After=${hardening.unit}\n`, "");
      assert.notEqual(configure, hardening.configure);
      const found = assess(platform, toCustomData({ ...hardening, configure }));
      assert.deepEqual(
        found.map(({ rule, verdict }) => `${rule} ${verdict}`),
        ["kexec-not-blocked violation"],
        titleOf(platform),
      );
    }
  });
});
