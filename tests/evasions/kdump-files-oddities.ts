import { debianByHand, elByHand } from "../unit/crashdump/by-hand";
import { debian11, debian12, debianThen, el7, el8, el9, elThen, type Oddity, ubuntu24 } from "./evasion";
import { conf, stock, tools, argument, sysconfig } from "./kdump-files";

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
