import { debianByHand, elByHand } from "../unit/crashdump/by-hand";
import {
  debian11,
  debian12,
  debian13,
  debianThen,
  el10,
  el7,
  el8,
  el9,
  elThen,
  type Evasion,
  type Oddity,
  oursWith,
  ubuntu20,
  ubuntu24,
} from "./evasion";

/** A line more in kdump.conf. */
const conf = (line: string) => elByHand(["path /var/crash\n", `path /var/crash\n${line}\n`]);
/** kdump.conf left as the image has it. */
const stock = (...lines: readonly string[]) =>
  elByHand([/cat >\/etc\/kdump.conf[^]*END\n(?=grubby)/, `${lines.join("\n")}\n`]);
const kb =
  "path /var/crash\ncore_collector makedumpfile -c --message-level 1 -d 31\nblacklist hv_vmbus hv_storvsc hv_utils hv_netvsc hid-hyperv\ndisk_timeout 100\n";
const tools = (line: string) => debianByHand(["USE_KDUMP=1\n", `USE_KDUMP=1\n${line}\n`]);
const argument = (from: string, to: string) => debianByHand([from, to]);
const sysconfig = (edit: string) => elThen(`sed -i '${edit}' /etc/sysconfig/kdump`);

export const evasions: readonly Evasion[] = [
  ...[el7, el8, el9, el10].map(
    (platform): Evasion => ["KB2858695's file", platform, elByHand([/path \/var[^]*31\n/, kb]), "kdump-conf-valid"],
  ),
  ["one line of KB2858695", el9, conf("disk_timeout 100"), "kdump-conf-valid"],
  ["final_action on EL 7", el7, conf("final_action reboot"), "kdump-conf-valid"],
  ["a path that the image has as well", el9, stock("echo 'path /data/crash' >>/etc/kdump.conf"), "kdump-conf-valid"],
  ["a blank before a name on EL 7", el7, conf("  default reboot"), "kdump-conf-valid"],
  ["a dump that waits in a shell", el9, conf("failure_action shell"), "capture-kernel-recovers"],
  [
    "a dump that waits in a shell, appended to the image's own",
    el9,
    stock("echo 'failure_action shell' >>/etc/kdump.conf"),
    "capture-kernel-recovers",
  ],
  ["poweroff after the dump", el10, conf("final_action poweroff"), "capture-kernel-recovers"],
  [
    "a command that does not reboot, after a failure",
    debian12,
    tools("KDUMP_FAIL_CMD=true"),
    "capture-kernel-recovers",
  ],
  ["a sleep after a failure", debian12, tools('KDUMP_FAIL_CMD="sleep infinity"'), "capture-kernel-recovers"],
  [
    "a collector that saves nothing",
    el9,
    elByHand([
      "core_collector makedumpfile -l --message-level 1 -d 31",
      "core_collector makedumpfile --dry-run -l -d 31",
    ]),
    "kdump-conf-valid",
  ],
  [
    "a collector that saves the log alone",
    el9,
    elByHand(["makedumpfile -l --message-level 1 -d 31", "makedumpfile --dump-dmesg"]),
    "kdump-conf-valid",
  ],
  [
    "a collector that is no collector",
    el9,
    elByHand(["core_collector makedumpfile -l --message-level 1 -d 31", "core_collector /bin/true"]),
    "kdump-conf-valid",
    "cannot-tell",
  ],
  ["a script before the dump that forbids it", el9, conf("kdump_pre /bin/false"), "kdump-conf-valid", "cannot-tell"],
  ["dracut without kdump's own module", el9, conf("dracut_args --omit kdumpbase"), "kdump-conf-valid"],
  ["no panic= in the capture kernel", debian12, argument(" panic=10", ""), "kdump-conf-valid"],
  ["panic=0 after panic=10", debian12, argument("panic=10", "panic=10 panic=0"), "kdump-conf-valid"],
  [
    "another unit after the one that saves",
    debian13,
    argument("nr_cpus=1", "nr_cpus=1 systemd.unit=rescue.target"),
    "kdump-conf-valid",
  ],
  [
    "arguments appended anew",
    debian12,
    debianThen(`echo 'KDUMP_CMDLINE_APPEND="irqpoll"' >>/etc/default/kdump-tools`),
    "kdump-conf-valid",
  ],
  [
    "a blank before =",
    ubuntu20,
    argument("USE_KDUMP=1", "USE_KDUMP=1\nKDUMP_COREDIR = /var/crash"),
    "kdump-conf-valid",
  ],
  [
    "blacklist in modprobe.d",
    debian12,
    debianThen("echo 'blacklist hv_storvsc' >/etc/modprobe.d/x.conf"),
    "no-driver-excluded",
  ],
  ["install to true", el9, elThen("echo 'install hv_vmbus /bin/true' >/etc/modprobe.d/x.conf"), "no-driver-excluded"],
  [
    "install to a shell's true",
    el9,
    elThen("echo 'install nvme /bin/sh -c true' >/etc/modprobe.d/x.conf"),
    "no-driver-excluded",
  ],
  ["alias to off", debian12, debianThen("echo 'alias pci_hyperv off' >/etc/modprobe.d/x.conf"), "no-driver-excluded"],
  [
    "blacklist in /usr/local/lib",
    debian12,
    debianThen("echo 'blacklist nvme' >/usr/local/lib/modprobe.d/x.conf"),
    "no-driver-excluded",
  ],
  [
    "rd.driver.blacklist",
    el9,
    elByHand(["crashkernel=1G-:512M", "'crashkernel=512M rd.driver.blacklist=hv_storvsc'"]),
    "no-driver-excluded",
  ],
  [
    "module_blacklist, by our own user",
    debian12,
    oursWith(debian12, {
      runcmd: ["echo 'GRUB_CMDLINE_LINUX=\"module_blacklist=hv-storvsc\"' >/etc/default/grub.d/zzz.cfg", "update-grub"],
    }),
    "no-driver-excluded",
  ],
  [
    "initcall_blacklist",
    el9,
    elByHand(["crashkernel=1G-:512M", "'crashkernel=512M initcall_blacklist=storvsc_drv_init'"]),
    "no-driver-excluded",
  ],
  [
    "module_blacklist for the capture kernel alone",
    el9,
    sysconfig('s/^KDUMP_COMMANDLINE_APPEND="/&module_blacklist=hv_vmbus /'),
    "no-driver-excluded",
  ],
  [
    "initcall_blacklist for the capture kernel alone",
    debian12,
    argument("irqpoll", "irqpoll initcall_blacklist=init_hv_pci_drv"),
    "no-driver-excluded",
  ],
  ["dracut_args", el9, conf('dracut_args --omit-drivers "hv_netvsc hv_storvsc"'), "no-driver-excluded"],
  [
    "omit_drivers in dracut.conf.d",
    el8,
    elThen(`echo 'omit_drivers+=" hv_storvsc "' >/etc/dracut.conf.d/x.conf`),
    "no-driver-excluded",
  ],
  [
    "omit_drivers by a pattern",
    el9,
    elThen(`echo 'omit_drivers+=" hv_.* "' >/etc/dracut.conf.d/x.conf`),
    "no-driver-excluded",
  ],
  [
    "omit_drivers beside the vendor's",
    el9,
    elThen(`echo 'omit_drivers+=" nvme "' >/usr/lib/dracut/dracut.conf.d/x.conf`),
    "no-driver-excluded",
  ],
  [
    "kdump's module left out by dracut.conf.d",
    el9,
    elThen(`echo 'omit_dracutmodules+=" kdumpbase "' >/etc/dracut.conf.d/x.conf`),
    "kdump-configured",
  ],
  [
    "kexec forbidden",
    debian12,
    debianThen("echo kernel.kexec_load_disabled=1 >/etc/sysctl.d/50-x.conf"),
    "kexec-not-blocked",
  ],
  [
    "kexec forbidden, with a remark",
    el9,
    elThen("echo 'kernel.kexec_load_disabled = 1 # STIG' >/etc/sysctl.d/50-x.conf"),
    "kexec-not-blocked",
  ],
  [
    "no load of a capture kernel allowed",
    debian13,
    debianThen("echo kernel.kexec_load_limit_panic=0 >/etc/sysctl.d/50-x.conf"),
    "kexec-not-blocked",
  ],
  [
    "kexec forbidden by bootcmd",
    el9,
    oursWith(el9, { bootcmd: ["sysctl -w kernel.kexec_load_disabled=1"] }),
    "kexec-not-blocked",
  ],
  [
    "kexec forbidden by a per-boot boothook",
    debian12,
    oursWith(debian12, { bootcmd: ["echo 1 >/proc/sys/kernel/kexec_load_disabled"] }),
    "kexec-not-blocked",
  ],
  [
    "the old call under Secure Boot",
    { ...debian12, secureBoot: true },
    tools('KDUMP_KEXEC_ARGS="-c"'),
    "kexec-not-blocked",
  ],
  ["the temporary disk", debian12, argument("/var/crash", "/mnt/crash"), "dump-path-persistent"],
  ["memory", el9, elByHand(["path /var/crash", "path /dev/shm"]), "dump-path-persistent"],
  [
    "a link to the temporary disk",
    debian12,
    debianThen("rmdir /var/crash; ln -s /mnt/crash /var/crash"),
    "dump-path-persistent",
  ],
  ["a link to memory", el9, elThen("rm -rf /var/crash", "ln -s /run/crash /var/crash"), "dump-path-persistent"],
  [
    "tmpfs in /etc/fstab",
    el9,
    elThen("echo 'tmpfs /var/crash tmpfs size=2G 0 0' >>/etc/fstab"),
    "dump-path-persistent",
  ],
];

export const oddities: readonly Oddity[] = [
  ["the image's own kdump.conf", el9, stock("true")],
  ["the image's own kdump.conf with a line more", el9, stock("echo 'failure_action reboot' >>/etc/kdump.conf")],
  [
    "the image's own kdump.conf with another path",
    el9,
    stock("mkdir -p /data/crash", "sed -i 's|^path .*|path /data/crash|' /etc/kdump.conf"),
  ],
  [
    "the image's own kdump.conf with another collector",
    el8,
    stock("sed -i 's/^core_collector.*/core_collector makedumpfile -c -d 31/' /etc/kdump.conf"),
  ],
  ["comments that name KB2858695's lines", el9, conf("# blacklist hv_vmbus\n#disk_timeout 100")],
  ["default on EL 7", el7, conf("default reboot")],
  ["dump_to_rootfs", el9, conf("failure_action dump_to_rootfs")],
  ["drivers that are added", el9, conf('dracut_args --add-drivers "hv_storvsc nvme"')],
  ["extra modules", el8, conf("extra_modules hv_storvsc")],
  [
    "a script after the dump",
    el9,
    elThen("printf '#!/bin/sh\\nlogger dumped\\n' >/usr/local/bin/post; chmod +x /usr/local/bin/post"),
    "kdump-conf-valid",
  ],
  [
    "the package's own file, edited in place",
    debian12,
    debianByHand([
      /cat >\/etc\/default\/kdump-tools[^]*END\n/,
      `sed -i 's/^USE_KDUMP=.*/USE_KDUMP=1/' /etc/default/kdump-tools\necho 'KDUMP_CMDLINE_APPEND="reset_devices systemd.unit=kdump-tools-dump.service nr_cpus=1 irqpoll panic=10"' >>/etc/default/kdump-tools\n`,
    ]),
  ],
  ["USE_KDUMP twice, the last one on", debian12, tools("USE_KDUMP=0\nUSE_KDUMP=1")],
  [
    "variables from variables, and quotes of both kinds",
    debian12,
    debianByHand(["KDUMP_COREDIR=/var/crash", "BASE='/var'\nKDUMP_COREDIR=\"${BASE}/crash\""]),
  ],
  ["a reboot after a failure", debian12, tools('KDUMP_FAIL_CMD="reboot -f"')],
  ["maxcpus for nr_cpus", debian11, argument("nr_cpus=1", "maxcpus=1")],
  ["written before the package", debian12, debianByHand([/(apt-get update.*\n)(cat[^]*?\nEND\n)/, "$2$1"])],
  ["vendor's arguments edited in place", el9, sysconfig('s/^KDUMP_COMMANDLINE_APPEND="/&rd.debug /')],
  [
    "a driver that no disk needs",
    debian12,
    debianThen("echo 'blacklist floppy' >/etc/modprobe.d/x.conf"),
    "no-driver-excluded",
  ],
  [
    "an option of a driver",
    el9,
    elThen("echo 'options hv_storvsc storvsc_ringbuffer_size=131072' >/etc/modprobe.d/x.conf"),
  ],
  [
    "an install line that loads it after all",
    el9,
    elThen("echo 'install nvme /sbin/modprobe --ignore-install nvme' >/etc/modprobe.d/x.conf"),
  ],
  ["a blacklist in a comment", debian12, debianThen("echo '# blacklist hv_storvsc' >/etc/modprobe.d/x.conf")],
  [
    "a blacklist in a file that modprobe does not read",
    debian12,
    debianThen("echo 'blacklist hv_storvsc' >/etc/modprobe.d/x.conf.bak"),
  ],
  [
    "drivers listed for the initramfs",
    ubuntu24,
    debianThen("printf 'hv_storvsc\\nnvme\\n' >>/etc/initramfs-tools/modules", "update-initramfs -u"),
  ],
  ["kexec_load_disabled=0", debian12, debianThen("echo kernel.kexec_load_disabled=0 >/etc/sysctl.d/50-x.conf")],
  ["kexec_load_disabled until the reboot", el9, elThen("sysctl -w kernel.kexec_load_disabled=1")],
  [
    "a link to a data disk",
    debian12,
    debianThen("mkdir -p /data/crash; rmdir /var/crash; ln -s /data/crash /var/crash"),
  ],
  ["a path with slashes too many", el9, elByHand(["path /var/crash", "path //var/./crash/"])],
];
