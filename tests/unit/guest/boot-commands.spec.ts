import assert from "node:assert/strict";
import type { GuestState } from "#crashdump/guest/state";
import type { Platform } from "azure-kdump-core";
import { alma, centos, debian, ubuntu } from "../platforms";
import { crashkernel, guestAfter, holds, open, panic, reboots, runtime, unread } from "./guests";

type Question = (state: GuestState) => unknown;
type Case = readonly [script: string, platform: Platform, question: Question, answer: unknown];

function follows(cases: readonly Case[]): void {
  for (const [script, platform, question, answer] of cases) {
    it(`${script} on ${platform.release}`, () => assert.deepEqual(question(guestAfter(script, platform)), answer));
  }
}

const quiet: Question = (state) => state.bootArguments.text.includes("quiet");
const mode =
  (path: string): Question =>
  (state) => {
    const found = state.modeOf(path);
    return found === undefined ? undefined : (found.value?.toString(8) ?? open);
  };
const grubby = "grubby --update-kernel=ALL";
const bios = { ...centos, generation: 1 } as const;
const uefi = { ...centos, generation: 2 } as const;

describe("grubby", () => {
  follows([
    [`${grubby} --args=crashkernel=1G`, alma, crashkernel, "1G"],
    [`${grubby} --args 'quiet crashkernel=1G'`, alma, crashkernel, "1G"],
    [`${grubby} --args=a --args=crashkernel=1G`, alma, crashkernel, "1G"],
    ["grubby --update-kernel=DEFAULT --args=crashkernel=1G", alma, crashkernel, "1G"],
    ["grubby --update-kernel /boot/vmlinuz-$(uname -r) --args=crashkernel=1G", alma, crashkernel, "1G"],
    ["grubby --update-kernel=/boot/vmlinuz-5 --args=crashkernel=1G", alma, crashkernel, open],
    ["grubby --update-kernel=ALL --update-kernel=/boot/x --args=crashkernel=1G", alma, crashkernel, open],
    ["grubby --args=crashkernel=1G", alma, crashkernel, undefined],
    [`${grubby} --args=crashkernel=1G; ${grubby} --remove-args=crashkernel`, alma, crashkernel, ""],
    [`${grubby} --args=crashkernel=1G; ${grubby} --remove-args='a crashkernel=1G'`, alma, crashkernel, ""],
    [`${grubby} --args=crashkernel=1G; ${grubby} --args=crashkernel=2G`, alma, crashkernel, "2G"],
    [`${grubby} --args=crashkernel=1G --remove-args=quiet`, alma, crashkernel, "1G"],
    [`${grubby} --args=quiet; ${grubby} --remove-args=quiet --args=crashkernel=1G`, alma, quiet, false],
    [`${grubby} --args=quiet; ${grubby} --args=crashkernel=1G`, alma, quiet, true],
    ["grubby --info=ALL", alma, crashkernel, undefined],
    ["grubby --set-default=/boot/vmlinuz-crashkernel", alma, unread, ["the script"]],
    [`${grubby} --args=quiet; grubby --info=ALL | grep -c quiet >/tmp/out`, alma, holds("/tmp/out"), open],
    [
      `${grubby} --args=quiet; grubby --info ALL >/tmp/out`,
      alma,
      (state) => state.files.get("/tmp/out")?.text?.includes('quiet"\n'),
      true,
    ],
    ["grubby --default-kernel >/tmp/out; grubby --default-index", alma, holds("/tmp/out"), open],
  ]);
});

describe("GRUB's configuration", () => {
  const set = (file: string, name = "GRUB_CMDLINE_LINUX") => `echo '${name}="quiet crashkernel=1G"' >>${file}`;
  const own = "/etc/default/grub";
  const beside = "/etc/default/grub.d/x.cfg";
  follows([
    [set(own), debian, crashkernel, undefined],
    [`${set(own)}; update-grub`, debian, crashkernel, "1G"],
    [`${set(own)}; update-grub2`, debian, crashkernel, "1G"],
    [`${set(own, "GRUB_CMDLINE_LINUX_DEFAULT")}; update-grub`, debian, crashkernel, "1G"],
    [`${set(beside)}; update-grub`, debian, crashkernel, "1G"],
    [`${set("/etc/default/grub.d/x.txt")}; update-grub`, debian, crashkernel, undefined],
    [`${set("/opt/etc/default/grub.d/x.cfg")}; update-grub`, debian, crashkernel, undefined],
    [`${set(own)}; grub-mkconfig -o /boot/grub/grub.cfg`, debian, crashkernel, "1G"],
    [`${set(own)}; grub-mkconfig --output=/boot/grub/grub.cfg`, debian, crashkernel, "1G"],
    [`${set(own)}; grub-mkconfig -o /tmp/grub.cfg`, debian, crashkernel, undefined],
    [`${set(own)}; grub-mkconfig`, debian, crashkernel, undefined],
    [`${set(own)}; grub-mkconfig -o $(vendor-tool)/crashkernel`, debian, unread, ["the script"]],
    [`${set(own, "GRUB_CMDLINE_LINUX_DEFAULT")}; update-grub`, ubuntu, crashkernel, open],
    [`${set(own)}; update-grub`, ubuntu, crashkernel, "1G"],
    [`${set("/etc/default/grub.d/40-x.cfg", "GRUB_CMDLINE_LINUX_DEFAULT")}; update-grub`, ubuntu, crashkernel, open],
    [`${set("/etc/default/grub.d/60-x.cfg", "GRUB_CMDLINE_LINUX_DEFAULT")}; update-grub`, ubuntu, crashkernel, "1G"],
    [
      `${set("/etc/default/grub.d/50-cloudimg-settings.cfg", "GRUB_CMDLINE_LINUX_DEFAULT")}; update-grub`,
      ubuntu,
      crashkernel,
      "1G",
    ],
    [`${set(own)}; grub2-mkconfig -o /boot/grub2/grub.cfg`, bios, crashkernel, "1G"],
    [`${set(own)}; grub2-mkconfig -o /etc/grub2.cfg`, bios, crashkernel, "1G"],
    [`${set(own)}; grub2-mkconfig -o /boot/grub2/grub.cfg`, uefi, crashkernel, undefined],
    [`${set(own)}; grub2-mkconfig -o /boot/efi/EFI/centos/grub.cfg`, uefi, crashkernel, "1G"],
    [`${set(own)}; grub2-mkconfig -o /etc/grub2-efi.cfg`, uefi, crashkernel, "1G"],
    [`${set(own)}; grub2-mkconfig -o /boot/efi/EFI/centos/grub.cfg`, bios, crashkernel, undefined],
    [`${set(own)}; grub2-mkconfig -o /tmp/boot/grub2/grub.cfg`, bios, crashkernel, undefined],
    [`${set(beside)}; grub2-mkconfig -o /boot/grub2/grub.cfg`, bios, crashkernel, undefined],
    [`${set(own)}; grub2-mkconfig -o /boot/grub2/grub.cfg`, alma, crashkernel, open],
    [`${set(own)}; grub2-mkconfig -o /boot/grub2/grub.cfg --update-bls-cmdline`, alma, crashkernel, "1G"],
    [`${set(own)}; grub2-mkconfig --update-bls-cmdline`, alma, crashkernel, undefined],
    ["grub2-editenv - set kernelopts=crashkernel=1G", alma, unread, ["the script"]],
    ["grub2-editenv list", alma, unread, []],
    ["grub-editenv /boot/grub/grubenv create", debian, unread, []],
    ["grub2-set-default 1", alma, unread, ["the script"]],
    ["grub2-set-default 0", alma, unread, []],
    ["grub-reboot 2", debian, unread, ["the script"]],
    ["dracut -f /boot/initramfs-kdump.img; update-initramfs -u -k kdump; mkdumprd -f", alma, unread, []],
  ]);
});

describe("sysctl, until the next boot", () => {
  const key = "kernel.panic";
  const conf = "/etc/sysctl.d/x.conf";
  follows([
    ["sysctl -w kernel.panic=5", debian, runtime(key), "5"],
    ["sysctl 'kernel.panic = 5'", debian, runtime(key), "5"],
    ["sysctl -qw kernel/panic=5", debian, runtime(key), "5"],
    ["sysctl kernel.core_pattern='|/bin/x a=b'", debian, runtime("kernel.core_pattern"), "|/bin/x a=b"],
    [`echo kernel.panic=5 >${conf}; sysctl -p ${conf}`, debian, runtime(key), "5"],
    [`echo kernel.panic=5 >${conf}; sysctl --load=${conf}`, debian, runtime(key), "5"],
    [`echo kernel.panic=5 >${conf}; sysctl -f ${conf}`, debian, runtime(key), "5"],
    [`echo kernel.panic=5 >${conf}; sysctl --system`, debian, runtime(key), "5"],
    ["echo kernel.panic=5 >/opt/x.conf; sysctl --system", debian, runtime(key), undefined],
    ["echo kernel.panic=5 >/opt/sysctl.d/x.conf; sysctl --system", debian, runtime(key), undefined],
    ["echo kernel.panic=5 >/usr/lib/sysctl.d/x.conf; sysctl --system", debian, runtime(key), "5"],
    ["echo kernel.panic=5 >/run/sysctl.d/x.conf; sysctl --system", debian, runtime(key), "5"],
    ["echo kernel.panic=5 >/etc/sysctl.d/x.txt; sysctl --system", debian, runtime(key), undefined],
    ["echo kernel.panic=5 >>/etc/sysctl.conf; sysctl -p", debian, runtime(key), "5"],
    [`echo kernel.panic=5 >${conf}; sysctl -p`, debian, runtime(key), undefined],
    ["echo kernel.panic=5 | sysctl -p -", debian, runtime(key), "5"],
    ["vendor-tool | sysctl -p -", debian, (state) => [...state.runtime.keys()], []],
    ["sysctl -w kernel.panic=$(vendor-tool)", debian, runtime(key), open],
    ["sysctl kernel.panic", debian, runtime(key), undefined],
    ["sysctl -w kernel.panic=5; sysctl kernel.panic >/tmp/out", debian, holds("/tmp/out"), "kernel.panic = 5\n"],
    ["sysctl -w kernel.panic=5; sysctl -n kernel.panic >/tmp/out", debian, holds("/tmp/out"), "5\n"],
    ["sysctl -n kernel.panic >/tmp/out", debian, holds("/tmp/out"), open],
    ["sysctl -w kernel.panic=5; sysctl -a --pattern panic", debian, runtime(key), "5"],
  ]);
});

describe("a shutdown", () => {
  const set = "echo kernel.panic=5 >/etc/sysctl.d/60-x.conf";
  follows([
    ["shutdown -r", debian, reboots, true],
    ["shutdown -r +10", debian, reboots, true],
    ["shutdown -r 1440", debian, reboots, true],
    ["shutdown -r 1500", debian, reboots, false],
    ["shutdown -r +1500", debian, reboots, false],
    ["shutdown -r +10; shutdown -c", debian, reboots, false],
    ["shutdown -r 23:00", debian, reboots, true],
    [`poweroff; ${set}`, debian, panic, undefined],
    [`halt; ${set}`, debian, panic, undefined],
    [`init 0; ${set}`, debian, panic, undefined],
    [`sleep 60; ${set}`, debian, panic, "5"],
    [`sleep 24h; ${set}`, debian, panic, "5"],
    [`sleep 1d; ${set}`, debian, panic, "5"],
    [`sleep 1.5; ${set}`, debian, panic, "5"],
    [`sleep 10m; ${set}`, debian, panic, "5"],
    [`sleep 86400s; ${set}`, debian, panic, "5"],
    [`sleep infinity; ${set}`, debian, panic, undefined],
    [`sleep inf; ${set}`, debian, panic, undefined],
    [`sleep 2d; ${set}`, debian, panic, undefined],
    [`sleep 25h; ${set}`, debian, panic, undefined],
    [`sleep 1500m; ${set}`, debian, panic, undefined],
    [`sleep 99999; ${set}`, debian, panic, undefined],
    [`tail -f /var/log/x; ${set}`, debian, panic, undefined],
    [`tail -nF /var/log/x; ${set}`, debian, panic, undefined],
    [`tail --follow=name /var/log/x; ${set}`, debian, panic, undefined],
    [`tail -n 5 /var/log/x; ${set}`, debian, panic, "5"],
  ]);
});

describe("find", () => {
  const made = "echo a >/etc/sysctl.d/x.conf; echo b >/etc/kdump.conf; ";
  follows([
    [`${made}find /etc/sysctl.d -name '*.conf' -delete`, alma, (state) => unread(state).length > 0, true],
    [`${made}find /etc -name kdump.conf -exec rm {} +`, alma, (state) => unread(state).length > 0, true],
    [`${made}find / -name 'kdump.*' -execdir mv {} x ';'`, alma, (state) => unread(state).length > 0, true],
    [`${made}find /etc /opt -name kdump.conf -ok rm {} ';'`, alma, (state) => unread(state).length > 0, true],
    [`${made}find /opt -name '*.conf' -delete`, alma, unread, []],
    [`${made}find /etc -name 'nothing*' -delete`, alma, unread, []],
    [`${made}find /etc/sysctl.d -exec cat {} +`, alma, unread, []],
    [`${made}find /etc/sysctl.d -exec /bin/chmod 600 {} +`, alma, unread, []],
    [`${made}find /etc/sysctl.d -type f`, alma, unread, []],
    [
      `${made}find /etc/sysctl.d -name 'x.*' >/tmp/out`,
      alma,
      (state) => state.files.get("/tmp/out")?.text?.startsWith("/etc/sysctl.d/x.conf\n"),
      true,
    ],
  ]);
});

describe("who may read a file", () => {
  follows([
    ["mkdir /opt/d; chmod 700 /opt/d", debian, mode("/opt/d"), "700"],
    ["mkdir -m 750 /opt/d", debian, mode("/opt/d"), "750"],
    ["mkdir --mode=750 /opt/d", debian, mode("/opt/d"), "750"],
    ["mkdir -m go-rwx /opt/d", debian, mode("/opt/d"), "700"],
    ["umask 077; mkdir /opt/d", debian, mode("/opt/d"), "700"],
    ["mkdir -m 700 /opt/d; mkdir -m 755 /opt/d", debian, mode("/opt/d"), "700"],
    ["mkdir /opt/d", debian, mode("/opt/d"), undefined],
    ["chmod go= /opt/d", debian, mode("/opt/d"), "700"],
    ["chmod -rwx /opt/d", debian, mode("/opt/d"), "0"],
    ["chmod u=rwx,go=rx /opt/d", debian, mode("/opt/d"), "755"],
    ["chmod -R o-rwx /opt/d", debian, mode("/opt/d"), "750"],
    ["chmod +x /opt/f", debian, mode("/opt/f"), "755"],
    ["echo >/opt/f; chmod +x /opt/f", debian, mode("/opt/f"), "755"],
    ["echo >/opt/f; chmod g+w /opt/f", debian, mode("/opt/f"), "664"],
    ["chmod vendor /opt/d", debian, mode("/opt/d"), open],
    ["chmod vendor /opt/d; chmod 700 /opt/d", debian, mode("/opt/d"), "700"],
    ["chmod vendor /opt/d; chmod go-rwx /opt/d", debian, mode("/opt/d"), open],
    ["chmod --reference=/opt/x /opt/d", debian, mode("/opt/d"), open],
    ["chmod 000 /usr/sbin/kexec", debian, unread, ["the script"]],
    ["chmod 000 /usr/bin/kdumpctl", alma, unread, ["the script"]],
    ["chmod 700 /var/crash", alma, unread, []],
    ["chmod 700 /opt/a /opt/b", debian, mode("/opt/b"), "700"],
  ]);
});

describe("kexec", () => {
  const started =
    (name: string): Question =>
    (state) =>
      state.units.get(`${name}.service`)?.started;
  follows([
    ["kexec -p -u", alma, started("kdump"), false],
    ["kexec -pu", alma, started("kdump"), false],
    ["kexec --load-panic --unload", alma, started("kdump"), false],
    ["kexec -p -u", debian, started("kdump-tools"), false],
    ["kexec -u", alma, started("kdump"), undefined],
    ["kexec -p -u", alma, unread, []],
    ["kexec -p /boot/kdump", alma, unread, ["the script"]],
    ["kexec -u kdump", alma, unread, ["the script"]],
  ]);
});
