import { debianByHand, elByHand } from "../unit/crashdump/by-hand";
import {
  debian12,
  debian13,
  debianThen,
  el10,
  el7,
  el8,
  el9,
  elThen,
  type Evasion,
  oursWith,
  ubuntu20,
} from "./evasion";

/** A line more in kdump.conf. */
export const conf = (line: string) => elByHand(["path /var/crash\n", `path /var/crash\n${line}\n`]);
/** kdump.conf left as the image has it. */
export const stock = (...lines: readonly string[]) =>
  elByHand([/cat >\/etc\/kdump.conf[^]*END\n(?=grubby)/, `${lines.join("\n")}\n`]);
const kb =
  "path /var/crash\ncore_collector makedumpfile -c --message-level 1 -d 31\nblacklist hv_vmbus hv_storvsc hv_utils hv_netvsc hid-hyperv\ndisk_timeout 100\n";
export const tools = (line: string) => debianByHand(["USE_KDUMP=1\n", `USE_KDUMP=1\n${line}\n`]);
export const argument = (from: string, to: string) => debianByHand([from, to]);
export const sysconfig = (edit: string) => elThen(`sed -i '${edit}' /etc/sysconfig/kdump`);

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
  [
    "vendor's arguments assigned anew",
    el9,
    elThen(`echo 'KDUMP_COMMANDLINE_APPEND="irqpoll"' >>/etc/sysconfig/kdump`),
    "kdump-conf-valid",
  ],
  ["the old call on EL", el9, elThen(`echo 'KEXEC_ARGS="-c"' >>/etc/sysconfig/kdump`), "kexec-not-blocked"],
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
