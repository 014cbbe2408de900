import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { assess, type Platform, type Verdict } from "azure-kdump-core";
import { encoded } from "../platforms";
import { assessByHand, debianByHand, elByHand, on } from "./by-hand";

interface Case {
  readonly what: string;
  readonly platform: Platform;
  readonly wrong: string;
  readonly verdict: Verdict;
  readonly says: RegExp;
  /** The same with the trap avoided. */
  readonly right: string;
}

const debian = on("debian-12");
const el7 = on("centos-7");
const el8 = on("almalinux-8");
const el9 = on("almalinux-9");
const el10 = on("rhel-10");
const yaml = (value: unknown) => encoded(`#cloud-config\n${JSON.stringify(value)}`);

function el(
  what: string,
  platform: Platform,
  change: readonly [string | RegExp, string],
  verdict: Verdict,
  says: RegExp,
): Case {
  return { what, platform, wrong: elByHand(change), verdict, says, right: elByHand() };
}
function deb(
  what: string,
  change: readonly [string | RegExp, string],
  verdict: Verdict,
  says: RegExp,
  platform = debian,
): Case {
  return { what, platform, wrong: debianByHand(change), verdict, says, right: debianByHand() };
}
const conf = (line: string) => ["path /var/crash\n", `path /var/crash\n${line}\n`] as const;
const tools = (line: string) => ["USE_KDUMP=1\n", `USE_KDUMP=1\n${line}\n`] as const;
const sysctl = (line: string) => ["#!/bin/sh\n", `#!/bin/sh\necho '${line}' >/etc/sysctl.d/99-x.conf\n`] as const;

const cases: Readonly<Record<number, readonly Case[]>> = {
  1: [
    ...[
      "blacklist hv_vmbus",
      "options ata_piix prefer_ms_hyperv=0",
      "disk_timeout 100",
      "link_delay 5",
      "net nfs",
    ].flatMap((line) =>
      [el7, el8, el9, el10].map((platform) =>
        el(
          `${line} on ${platform.release}`,
          platform,
          conf(line),
          "violation",
          new RegExp(`line 2 of /etc/kdump\\.conf .*\`${line.split(" ")[0] ?? ""}\``),
        ),
      ),
    ),
  ],
  2: [
    el(
      "omitted by dracut",
      el9,
      conf('dracut_args --omit-drivers "hv_storvsc"'),
      "violation",
      /hv_storvsc is kept out/,
    ),
    deb(
      "blacklisted for the capture kernel",
      ["irqpoll", "irqpoll module_blacklist=pci_hyperv"],
      "violation",
      /pci_hyperv is kept out/,
    ),
    deb(
      "blacklisted by modprobe",
      ["reboot", "echo 'blacklist nvme' >/etc/modprobe.d/no-nvme.conf\nreboot"],
      "violation",
      /nvme is kept out/,
    ),
    el(
      "on generation 1 too",
      { ...el7, generation: 1 },
      ["reboot", "echo 'blacklist hv_vmbus' >/etc/modprobe.d/x.conf\nreboot"],
      "violation",
      /hv_vmbus/,
    ),
  ],
  3: [
    deb(
      "in the capture arguments",
      ["irqpoll", "irqpoll ata_piix.prefer_ms_hyperv=0"],
      "advisory",
      /prefer_ms_hyperv=0 .* before Windows Server 2012 R2/,
    ),
  ],
  4: [
    el("on EL 9", el9, ["1G-:512M", "auto"], "violation", /crashkernel=auto .* reserves nothing on almalinux-9/),
    deb("on Debian", ["crashkernel=512M", "crashkernel=auto"], "violation", /crashkernel=auto/),
  ],
  5: [
    el("none", el9, [/grubby[^]*512M\n/, ""], "violation", /nothing reserves memory/),
    el(
      "too little",
      { ...el9, memoryMiB: 8192 },
      ["1G-:512M", "64M"],
      "violation",
      /reserves 64 MiB of 8192 MiB.* needs 256/,
    ),
    el("more than half", { ...el9, memoryMiB: 1536 }, ["1G-:512M", "1G"], "violation", /more than half/),
    el(
      "a range above the VM's memory",
      { ...el9, memoryMiB: 8192 },
      ["1G-:512M", "16G-:512M"],
      "violation",
      /reserves 0 MiB/,
    ),
    el("no value at all", el9, ["1G-:512M", "lots"], "violation", /is no value/),
    deb(
      "a later one",
      [
        "update-grub",
        "echo 'GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT crashkernel=0\"' >/etc/default/grub.d/zzz.cfg\nupdate-grub",
      ],
      "violation",
      /crashkernel=0|reserves/,
      { ...debian, memoryMiB: 8192 },
    ),
  ],
  6: [
    el("failure_action", el7, conf("failure_action reboot"), "violation", /EL 7 does not know `failure_action`/),
    el("final_action", el7, conf("final_action reboot"), "violation", /`final_action`/),
  ],
  7: [el7, el8].map((platform) =>
    el(`on ${platform.release}`, platform, conf("auto_reset_crashkernel no"), "violation", /`auto_reset_crashkernel`/),
  ),
  8: [el("default", el10, conf("default reboot"), "advisory", /EL 10 takes `default` with a warning/)],
  9: [
    el("twice", el9, conf("path /data"), "violation", /`path` occurs twice/),
    el("indented", el7, conf(" default reboot"), "violation", /no blank before `default`/),
    el("capitalised", el9, conf("Failure_action reboot"), "violation", /`Failure_action`/),
    el("unknown", el9, conf("colour blue"), "violation", /`colour`/),
    el("empty", el9, conf("failure_action"), "violation", /has no value/),
  ],
  10: [
    el(
      "the missing blank of KB2858695",
      el9,
      ["-l --message-level", "-c--message-level"],
      "violation",
      /a blank is missing before --message-level/,
    ),
    el("no dump level", el9, [" -d 31", ""], "advisory", /without a dump level/),
  ],
  11: [
    ...["shell", "halt", "poweroff"].map((action) =>
      el(action, el9, conf(`failure_action ${action}`), "violation", /leaves the VM down/),
    ),
    el("after the dump", el9, conf("final_action poweroff"), "violation", /leaves the VM down/),
    el("by EL 7's name", el7, conf("default shell"), "violation", /leaves the VM down/),
    deb("a shell", tools("KDUMP_FAIL_CMD=/bin/sh"), "violation", /KDUMP_FAIL_CMD/),
  ],
  12: ["nr_cpus=1 ", "reset_devices ", " panic=10"].map((argument) =>
    deb(`without ${argument.trim()}`, [argument, ""], "violation", new RegExp(`lacks ${argument.trim()}`)),
  ),
  13: [deb("KDUMP_SYSCTL", tools("KDUMP_SYSCTL=kernel.panic_on_oops=1"), "advisory", /ignored/)],
  14: [
    deb("switched off", ["USE_KDUMP=1", "USE_KDUMP=0"], "violation", /USE_KDUMP is 0/),
    deb("masked", ["reboot", "systemctl mask kdump-tools\nreboot"], "violation", /leaves kdump-tools\.service masked/),
    el("disabled", el9, ["systemctl enable kdump", "systemctl disable --now kdump"], "violation", /disabled/),
    deb("removed", ["reboot", "apt-get purge -y kdump-tools\nreboot"], "violation", /removes kdump-tools/),
    { ...deb("not installed", ["kdump-tools makedumpfile", "nginx"], "violation", /nothing installs kdump-tools/) },
  ],
  15: [
    {
      what: "a deferred write that cloud-init 20.4 does at once",
      platform: on("debian-11"),
      wrong: yaml({
        write_files: [
          { path: "/etc/sysctl.d/x.conf", content: "kernel.panic = 5", defer: true },
          { path: "/etc/sysctl.d/x.conf", content: "kernel.panic = 0" },
        ],
      }),
      verdict: "violation",
      says: /kernel\.panic is 0 in/,
      right: yaml({
        write_files: [
          { path: "/etc/sysctl.d/x.conf", content: "kernel.panic = 0" },
          { path: "/etc/sysctl.d/x.conf", content: "kernel.panic = 5", defer: true },
        ],
      }),
    },
  ],
  16: [
    el("no reboot", el9, ["reboot\n", ""], "violation", /nothing reboots the VM/),
    {
      what: "a reboot at every boot",
      platform: el9,
      wrong: yaml({ bootcmd: ["reboot"] }),
      verdict: "violation",
      says: /reboots the VM at every boot/,
      right: elByHand(),
    },
  ],
  17: [
    el("the temporary disk", el9, ["path /var/crash", "path /mnt/crash"], "violation", /temporary disk/),
    el("EL's temporary disk", el9, ["path /var/crash", "path /mnt/resource/crash"], "violation", /temporary disk/),
    deb("memory", ["KDUMP_COREDIR=/var/crash", "KDUMP_COREDIR=/run/crash"], "violation", /memory/),
    el("memory, by its old name", el9, ["path /var/crash", "path /var/run/crash"], "violation", /memory/),
    el(
      "a tmpfs on the default path",
      el9,
      [/path \/var\/crash\n([^]*)reboot/, "$1echo 'tmpfs /var/crash/ tmpfs size=1G 0 0' >>/etc/fstab\nreboot"],
      "violation",
      /\/var\/crash \(the default\) lies on memory/,
    ),
    {
      what: "an ephemeral OS disk",
      platform: { ...debian, osDiskEphemeral: true },
      wrong: debianByHand(),
      verdict: "violation",
      says: /OS disk, which is ephemeral/,
      right: debianByHand(["reboot", "echo 'LABEL=dump /var/crash ext4 defaults,nofail 0 2' >>/etc/fstab\nreboot"]),
    },
    deb(
      "a tmpfs of one's own",
      ["reboot", "echo 'tmpfs /var/crash tmpfs size=1G 0 0' >>/etc/fstab\nreboot"],
      "violation",
      /memory/,
    ),
  ],
  18: [
    {
      what: "Red Hat's volume for /var",
      platform: on("rhel-9", { memoryMiB: 16384, osDiskGiB: 512, dataDisksGiB: [32] }),
      wrong: elByHand(),
      verdict: "advisory",
      says: /takes up to 12 GiB, and \/var\/crash .* with 10 GiB for it/,
      right: elByHand(["reboot", "echo 'LABEL=dump /var/crash xfs defaults,nofail 0 2' >>/etc/fstab\nreboot"]),
    },
  ],
  19: [
    deb(
      "by device name",
      ["reboot", "echo '/dev/sdc1 /var/crash ext4 defaults,nofail 0 2' >>/etc/fstab\nreboot"],
      "advisory",
      /\/dev\/sdc1, a name that changes/,
    ),
    deb(
      "with cloud-init's default options",
      [
        "reboot",
        "echo 'LABEL=dump /var/crash ext4 defaults,nofail,x-systemd.requires=cloud-init.service 0 2' >>/etc/fstab\nreboot",
      ],
      "advisory",
      /cloud-init's default options/,
    ),
  ],
  22: [deb("-c", tools("KDUMP_KEXEC_ARGS=-c"), "violation", /forces kexec_load/, { ...debian, secureBoot: true })],
  23: [
    deb("-s", tools("KDUMP_KEXEC_ARGS=-s"), "violation", /arm64 kernels lack/, { ...debian, architecture: "arm64" }),
  ],
  24: [
    {
      what: "no -s on Debian",
      platform: { ...debian, diskController: "NVMe", secureBoot: false },
      wrong: debianByHand(),
      verdict: "violation",
      says: /has no -s, .* NVMe root disk is then not found/,
      right: debianByHand(["USE_KDUMP=1\n", "USE_KDUMP=1\nKDUMP_KEXEC_ARGS=-s\n"]),
    },
    {
      what: "-s taken out of EL's own file",
      platform: { ...el9, diskController: "NVMe" },
      wrong: elByHand(["reboot", "echo 'KEXEC_ARGS=\"\"' >>/etc/sysconfig/kdump\nreboot"]),
      verdict: "violation",
      says: /KEXEC_ARGS without -s/,
      right: elByHand(["reboot", "echo 'KEXEC_ARGS=\"-s\"' >>/etc/sysconfig/kdump\nreboot"]),
    },
  ],
  26: [
    deb("absent", [/echo 'kernel.panic = 10'.*\n/, ""], "violation", /kernel\.panic is never set/),
    deb("0", ["kernel.panic = 10", "kernel.panic = 0"], "violation", /kernel\.panic is 0 in/),
    deb(
      "set in the running kernel alone",
      [/echo 'kernel.panic = 10'.*\n/, "sysctl -w kernel.panic=10\n"],
      "violation",
      /never set/,
    ),
  ],
  27: [
    el(
      "kexec_load_disabled",
      el9,
      sysctl("kernel.kexec_load_disabled = 1"),
      "violation",
      /no capture kernel can be loaded/,
    ),
    el("sysrq", el9, sysctl("kernel.sysrq = 0"), "advisory", /serial console/),
  ],
  28: [
    {
      ...deb("0 on x64, and nothing on arm64", sysctl("kernel.unknown_nmi_panic = 0"), "advisory", /NMI/),
    },
  ],
  31: [
    {
      what: "an include, which discards all of it where it cannot be fetched",
      platform: debian,
      wrong: encoded(
        `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/gzip\n\nnot gzip\n--x\nContent-Type: text/x-shellscript\n\n#!/bin/sh\nls\n--x--\n`,
      ),
      verdict: "violation",
      says: /discards all of the customData/,
      right: debianByHand(),
    },
    {
      what: "too large",
      platform: debian,
      wrong: encoded(`#!/bin/sh\n${"#".repeat(70_000)}\n`),
      verdict: "violation",
      says: /70011 bytes .* takes 65535/,
      right: debianByHand(),
    },
  ],
  36: [
    el("the panic message", el9, sysctl("kernel.hyperv_record_panic_msg = 0"), "advisory", /hyperv_record_panic_msg/),
    deb(
      "the notifiers",
      ["crashkernel=512M", "crashkernel=512M crash_kexec_post_notifiers=0"],
      "advisory",
      /crash_kexec_post_notifiers/,
    ),
  ],
  37: [
    {
      ...deb("in a file alone", ["kernel.panic = 10", "kernel.panic = 11"], "advisory", /until the sysctls are set/),
      right: debianByHand(["crashkernel=512M", "crashkernel=512M panic=10"]),
    },
    {
      ...el("0 on the command line", el9, ["1G-:512M", "'1G-:512M panic=0'"], "advisory", /until the sysctls are set/),
      right: elByHand(["1G-:512M", "'1G-:512M panic=-1'"]),
    },
  ],
};

const table = readFileSync(path.resolve(__dirname, "../../../../docs/traps.md"), "utf8");
const rows = [...table.matchAll(/^\| (\d+) \|.*\| ([^|]+) \|$/gm)].map(([, number, owner = ""]) => ({
  number: Number(number),
  owner,
}));

describe("the traps", () => {
  it("have each an owner", () => {
    assert.deepEqual(
      rows.map(({ number }) => number),
      Array.from({ length: 39 }, (_, index) => index + 1),
    );
    for (const { owner } of rows)
      assert.match(owner, /^(assess: [a-z-]+|verification|(component, )?(documentation|policy: [a-z-]+(, [a-z-]+)*))$/);
  });

  it("that assess owns have each a case here", () => {
    const owned = rows.filter(({ owner }) => owner.startsWith("assess")).map(({ number }) => number);
    assert.deepEqual(owned, Object.keys(cases).map(Number));
  });

  it("are avoided by a careful administrator, by hand, on every dialect", () => {
    for (const platform of [el8, el9, el10]) assert.deepEqual(assessByHand(platform, elByHand()), [], platform.release);
    for (const release of ["debian-11", "debian-12", "debian-13", "ubuntu-22.04", "ubuntu-24.04"] as const) {
      assert.deepEqual(assessByHand(on(release), debianByHand()), [], release);
    }
  });

  for (const { number, owner } of rows) {
    const rule = owner.replace("assess: ", "");
    for (const { what, platform, wrong, verdict, says, right } of cases[number] ?? []) {
      it(`${number}, ${what}: is found, with its remedy, and not where it is avoided`, () => {
        const found = assess(platform, wrong).filter(({ message }) => says.test(message));
        const finding = found[0] ?? assert.fail(JSON.stringify(assess(platform, wrong), null, 1));
        assert.equal(finding.verdict, verdict);
        assert.ok(finding.rule === rule || number === 16, finding.rule);
        assert.ok(finding.remedy.length > 0);
        assert.ok(!assess(platform, right).some(({ message }) => says.test(message)));
      });
    }
  }
});
