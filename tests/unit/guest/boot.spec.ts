import assert from "node:assert/strict";
import type { Platform } from "azure-kdump-core";
import { sysctlsIn } from "#crashdump/guest/sysctl";
import type { GuestState } from "#crashdump/guest/state";
import { alma, centos, debian, ubuntu } from "../platforms";
import {
  crashkernel,
  drivers,
  guestAfter,
  holds,
  installed,
  open,
  panic,
  parameter,
  reboots,
  runtime,
  unit,
  unread,
} from "./guests";

const centosByBios: Platform = { ...centos, generation: 1 };
const grub = "/etc/default/grub";
const late = "/etc/default/grub.d/zz.cfg";
const append = `echo 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT crashkernel=512M"'`;
const edit = `sed -i 's/^GRUB_CMDLINE_LINUX="[^"]*/& crashkernel=512M/' ${grub}`;

/** [what, platform, script, question, answer] */
type Case = readonly [string, Platform, string, (state: GuestState) => unknown, unknown];

const commandLine: readonly Case[] = [
  ["nothing", debian, "true", crashkernel, undefined],
  ["an edit without update-grub", debian, edit, crashkernel, undefined],
  ["an edit, and update-grub", debian, `${edit}; update-grub`, crashkernel, "512M"],
  ["update-grub before the edit", debian, `update-grub; ${edit}`, crashkernel, undefined],
  ["a file of its own", debian, `${append} >${late}; update-grub`, crashkernel, "512M"],
  ["a name that update-grub does not read", debian, `${append} >${late}.bak; update-grub`, crashkernel, undefined],
  [
    "a file that a later one undoes",
    debian,
    `${append} >${late}; echo GRUB_CMDLINE_LINUX_DEFAULT= >/etc/default/grub.d/zzz.cfg; update-grub`,
    crashkernel,
    undefined,
  ],
  ["the package's own", debian, "apt-get install -y kdump-tools", crashkernel, "384M-:128M"],
  [
    "the package's own, on Ubuntu, whose updates change it",
    ubuntu,
    "apt install -y linux-crashdump",
    crashkernel,
    open,
  ],
  [
    "a file that sorts before the package's",
    debian,
    `${append} >/etc/default/grub.d/50-x.cfg; apt install -y kdump-tools`,
    crashkernel,
    "384M-:128M",
  ],
  [
    "a file that sorts after the package's",
    debian,
    `${append} >${late}; apt install -y kdump-tools`,
    crashkernel,
    "512M",
  ],
  [
    "an edit of the package's file",
    debian,
    "apt install -y kdump-tools; sed -i 's/384M-:128M/512M/' /etc/default/grub.d/kdump-tools.cfg; update-grub",
    crashkernel,
    "512M",
  ],
  [
    "an assignment that is commented out",
    debian,
    `echo '#GRUB_CMDLINE_LINUX="crashkernel=512M"' >${late}; update-grub`,
    crashkernel,
    undefined,
  ],
  [
    "a whole new file",
    debian,
    `echo 'GRUB_CMDLINE_LINUX="quiet crashkernel=512M"' >${grub}; update-grub`,
    crashkernel,
    "512M",
  ],
  [
    "the last of two",
    debian,
    `echo 'GRUB_CMDLINE_LINUX="crashkernel=1G crashkernel=512M"' >${grub}; update-grub`,
    crashkernel,
    "512M",
  ],
  [
    "what was set, and removed",
    debian,
    `${edit}; update-grub; sed -i 's/crashkernel=[^ "]*//' ${grub}; update-grub`,
    crashkernel,
    open,
  ],
  [
    "a value that nobody knows",
    debian,
    `s=$(vendor-tool); echo "GRUB_CMDLINE_LINUX=crashkernel=$s" >${late}; update-grub`,
    crashkernel,
    open,
  ],
  ["update-grub on a distribution that has none", alma, `${edit}; update-grub`, crashkernel, undefined],
  ["grub.cfg, edited", debian, "sed -i 's/ro /ro crashkernel=512M /' /boot/grub/grub.cfg", crashkernel, open],

  ["EL 7 by UEFI", centos, `${edit}; grub2-mkconfig -o /boot/efi/EFI/centos/grub.cfg`, crashkernel, "512M"],
  [
    "EL 7 by UEFI, the file for BIOS",
    centos,
    `${edit}; grub2-mkconfig -o /boot/grub2/grub.cfg`,
    crashkernel,
    undefined,
  ],
  ["EL 7 by BIOS", centosByBios, `${edit}; grub2-mkconfig -o /boot/grub2/grub.cfg`, crashkernel, "512M"],
  [
    "EL 7 by BIOS, the file for UEFI",
    centosByBios,
    `${edit}; grub2-mkconfig -o /boot/efi/EFI/centos/grub.cfg`,
    crashkernel,
    undefined,
  ],
  [
    "EL 7, before what the image has",
    centosByBios,
    `sed -i 's/LINUX="/&crashkernel=512M /' ${grub}; grub2-mkconfig -o /boot/grub2/grub.cfg`,
    crashkernel,
    open,
  ],
  [
    "EL 7, a replaced auto that may not be there",
    centosByBios,
    `sed -i 's/crashkernel=auto/crashkernel=512M/' ${grub}; grub2-mkconfig -o /boot/grub2/grub.cfg`,
    crashkernel,
    open,
  ],
  ["grubby", alma, "grubby --update-kernel=ALL --args='crashkernel=512M quiet'", crashkernel, "512M"],
  ["grubby, its words apart", alma, "grubby --update-kernel ALL --args crashkernel=512M", crashkernel, "512M"],
  [
    "grubby that removes",
    alma,
    "grubby --update-kernel=ALL --args=crashkernel=512M; grubby --update-kernel=ALL --remove-args=crashkernel",
    crashkernel,
    "",
  ],
  [
    "grubby that replaces",
    alma,
    "grubby --update-kernel=ALL --args=crashkernel=1G; grubby --update-kernel=ALL --args=crashkernel=512M",
    crashkernel,
    "512M",
  ],
  ["grubby with something else", alma, "grubby --update-kernel=ALL --args=panic=30", parameter("panic"), "30"],
  [
    "EL 9, where grub2-mkconfig alone may do nothing",
    alma,
    `${edit}; grub2-mkconfig -o /boot/grub2/grub.cfg`,
    crashkernel,
    open,
  ],
  [
    "EL 9, where it is told to",
    alma,
    `${edit}; grub2-mkconfig -o /boot/grub2/grub.cfg --update-bls-cmdline`,
    crashkernel,
    "512M",
  ],
  ["EL 9, for something else", alma, "grub2-mkconfig -o /boot/grub2/grub.cfg", crashkernel, undefined],
  [
    "kdumpctl's default",
    alma,
    "kdumpctl reset-crashkernel --kernel=ALL",
    crashkernel,
    "1G-4G:192M,4G-64G:256M,64G-:512M",
  ],
];

const services: readonly Case[] = [
  ["enable", alma, "systemctl enable kdump", unit("kdump.service"), "enabled"],
  ["enable --now", alma, "systemctl enable --now kdump.service", unit("kdump"), "enabled"],
  ["enable, then disable", alma, "systemctl enable kdump; systemctl disable kdump", unit("kdump"), "disabled"],
  ["start alone", alma, "systemctl start kdump", unit("kdump"), undefined],
  ["mask", alma, "systemctl enable kdump; systemctl mask --now kdump", unit("kdump"), "masked"],
  [
    "mask until the next boot",
    alma,
    "systemctl enable kdump; systemctl mask --runtime kdump",
    unit("kdump"),
    "enabled",
  ],
  [
    "mask, then unmask",
    alma,
    "systemctl enable kdump; systemctl mask kdump; systemctl unmask kdump",
    unit("kdump"),
    "enabled",
  ],
  ["several units", alma, "systemctl enable nginx kdump", unit("kdump"), "enabled"],
  ["another unit", alma, "systemctl disable nginx", unit("kdump"), undefined],
  ["a mask by a link", alma, "ln -sf /dev/null /etc/systemd/system/kdump.service", unit("kdump"), "masked"],
  [
    "a mask by way of a link to a directory above",
    alma,
    "ln -s /etc/systemd /opt/s; ln -s /dev/null /opt/s/system/kdump.service",
    unit("kdump"),
    "masked",
  ],
  [
    "an empty file where a directory above leads",
    alma,
    "mkdir -p /opt/s/system; : >/opt/s/system/kdump.service; ln -sfn /opt/s /etc/systemd",
    unit("kdump"),
    "masked",
  ],
  [
    "a link that enables",
    alma,
    "ln -s /usr/lib/systemd/system/kdump.service /etc/systemd/system/multi-user.target.wants/kdump.service",
    unit("kdump"),
    "enabled",
  ],
  ["chkconfig", centos, "chkconfig kdump off", unit("kdump"), "disabled"],
  ["update-rc.d", debian, "update-rc.d kdump-tools disable", unit("kdump-tools"), "disabled"],
  ["a question", alma, "systemctl is-enabled kdump", unit("kdump"), undefined],
  ["a unit that nobody knows", alma, "systemctl enable $(vendor-tool)", unread, []],
  ["a verb that is not understood", alma, "systemctl edit kdump", unread, ["the script"]],
];

const packages: readonly Case[] = [
  [
    "apt-get install",
    debian,
    "DEBIAN_FRONTEND=noninteractive apt-get -y -o X=y install kdump-tools",
    installed("kdump-tools"),
    true,
  ],
  ["apt with a version", debian, "apt install -y kdump-tools=1:1.8.1 nginx", installed("kdump-tools"), true],
  ["a metapackage", ubuntu, "apt install -y linux-crashdump", installed("kdump-tools"), true],
  ["remove", debian, "apt install -y kdump-tools; apt-get purge -y kdump-tools", installed("kdump-tools"), false],
  ["dnf", alma, "dnf -y --setopt x=1 install kexec-tools.x86_64", installed("kexec-tools"), true],
  ["yum remove", centos, "yum -y remove kexec-tools", installed("kexec-tools"), false],
  ["rpm -e", centos, "rpm -e kexec-tools", installed("kexec-tools"), false],
  ["an update", centos, "yum -y update", installed("kexec-tools"), undefined],
  [
    "a manager that the image lacks",
    debian,
    "dnf install -y kexec-tools || apt-get install -y kdump-tools",
    installed("kdump-tools"),
    true,
  ],
  ["a manager that the image lacks, alone", debian, "dnf install -y kexec-tools", installed("kexec-tools"), undefined],
  ["a word that only says it", centos, "echo yum install kexec-tools", installed("kexec-tools"), undefined],
  [
    "debconf that turns it off",
    debian,
    "echo 'kdump-tools kdump-tools/use_kdump boolean false' | debconf-set-selections",
    unread,
    ["the script"],
  ],
  [
    "debconf that turns it on",
    debian,
    "echo 'kdump-tools kdump-tools/use_kdump boolean true' | debconf-set-selections",
    unread,
    [],
  ],
  [
    "an edit of the package's configuration",
    debian,
    "apt install -y kdump-tools; sed -i 's/USE_KDUMP=1/USE_KDUMP=0/' /etc/default/kdump-tools; grep -m1 USE /etc/default/kdump-tools >/tmp/f",
    holds("/tmp/f"),
    "USE_KDUMP=0\n",
  ],
];

const echoes: readonly Case[] = [
  ["echo of dash", debian, "echo 'a=1\\nkernel.panic=5' >/etc/sysctl.d/x.conf", panic, "5"],
  ["echo of bash", debian, "#!/bin/bash\necho 'a=1\\nkernel.panic=5' >/etc/sysctl.d/x.conf", panic, undefined],
  ["echo of EL's sh, which is bash", alma, "echo 'a=1\\nkernel.panic=5' >/etc/sysctl.d/x.conf", panic, undefined],
];

const excluded: readonly Case[] = [
  [
    "kdump.conf of EL 6",
    centos,
    "echo 'blacklist hv_vmbus hid-hyperv' >/etc/kdump.conf",
    drivers,
    ["hv_vmbus", "hid_hyperv"],
  ],
  ["a comment in it", centos, "echo '# blacklist hv_vmbus' >/etc/kdump.conf", drivers, []],
  [
    "dracut_args",
    alma,
    `echo 'dracut_args --omit-drivers "nvme hv_storvsc"' >/etc/kdump.conf`,
    drivers,
    ["nvme", "hv_storvsc"],
  ],
  [
    "the capture kernel's command line",
    alma,
    `sed -i 's/^KDUMP_COMMANDLINE_APPEND="/&rd.driver.blacklist=nvme,hv_vmbus /' /etc/sysconfig/kdump`,
    drivers,
    ["nvme", "hv_vmbus"],
  ],
  [
    "modprobe.d",
    debian,
    "echo 'blacklist pci_hyperv' >/etc/modprobe.d/x.conf; echo 'install nvme /bin/true' >>/etc/modprobe.d/x.conf",
    drivers,
    ["pci_hyperv", "nvme"],
  ],
  ["a name that modprobe does not read", debian, "echo 'blacklist pci_hyperv' >/etc/modprobe.d/x", drivers, []],
  ["dracut.conf.d", alma, "echo 'omit_drivers+=\" nvme \"' >/etc/dracut.conf.d/x.conf", drivers, ["nvme"]],
  ["the kernel's command line", alma, "grubby --update-kernel=ALL --args=module_blacklist=nvme", drivers, ["nvme"]],
];

describe("what a script does to the next boot", () => {
  const tables = { "the command line": commandLine, services, packages, echoes, "excluded drivers": excluded };
  for (const [table, cases] of Object.entries(tables)) {
    for (const [what, platform, script, question, answer] of cases) {
      it(`${table}: ${what}`, () => assert.deepEqual(question(guestAfter(script, platform)), answer));
    }
  }

  it("makes the command line the running one, and forgets what only the running kernel knew", () => {
    const state = guestAfter(
      "sysctl -w kernel.panic=5; grubby --update-kernel=ALL --args=crashkernel=512M; reboot",
      alma,
    );
    assert.deepEqual([runtime("kernel.panic")(state), reboots(state)], ["5", true]);
    state.boot();
    assert.deepEqual([runtime("kernel.panic")(state), reboots(state), panic(state)], [undefined, false, undefined]);
    assert.match(state.files.get("/proc/cmdline")?.text ?? "", /crashkernel=512M$/m);
  });

  it("orders effects, so that a configuration written before its package can be told", () => {
    const state = guestAfter("echo USE_KDUMP=1 >/etc/default/kdump-tools; apt install -y kdump-tools");
    const written = state.files.get("/etc/default/kdump-tools")?.order ?? 0;
    assert.ok(written < (state.packages.get("kdump-tools")?.order ?? 0));
  });

  it("reads sysctl names as sysctl.d(5) says", () => {
    const text = "a.b=1\na/b.c = 2\n-a.b/c=3\n; a=4\n# a=5\n a b = 6\n";
    assert.deepEqual(sysctlsIn(text), [
      ["a.b", "1"],
      ["a.b/c", "2"],
      ["a.b/c", "3"],
    ]);
  });
});
