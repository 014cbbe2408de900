import { debianByHand, elByHand, on } from "./by-hand";
import { judges, withConfig } from "./judged";

const debian = on("debian-12");
const el7 = on("centos-7");
const el9 = on("almalinux-9");

judges("dump-path-persistent", "where dumps go", [
  [
    "dumps in /mnt",
    el9,
    elByHand(["path /var/crash", "path /mnt"]),
    "violation: /mnt (the customData, line 4) lies on the temporary disk, which a move to another host empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps in /mnt/resource/crash",
    el9,
    elByHand(["path /var/crash", "path /mnt/resource/crash"]),
    "violation: /mnt/resource/crash (the customData, line 4) lies on the temporary disk, which a move to another host empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps in /run/crash",
    el9,
    elByHand(["path /var/crash", "path /run/crash"]),
    "violation: /run/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps in /dev/shm",
    el9,
    elByHand(["path /var/crash", "path /dev/shm"]),
    "violation: /dev/shm (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps in /proc/x",
    el9,
    elByHand(["path /var/crash", "path /proc/x"]),
    "violation: /proc/x (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps in /sys/x",
    el9,
    elByHand(["path /var/crash", "path /sys/x"]),
    "violation: /sys/x (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps in /tmp",
    el9,
    elByHand(["path /var/crash", "path /tmp"]),
    "violation: /tmp (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  ["dumps beside a volatile directory of a similar name", el9, elByHand(["path /var/crash", "path /mnts/crash"])],
  [
    "dumps in Debian's memory",
    debian,
    debianByHand(["=/var/crash", "=/run/crash"]),
    "violation: /run/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  ["the last of two paths", el7, elByHand(["path /var/crash", "path /run/crash\npath /var/crash"])],
  [
    "dumps on a tmpfs of fstab",
    debian,
    debianByHand(["reboot", "printf '%s\\n' 'tmpfs /var/crash tmpfs size=1G 0 0' >>/etc/fstab\nreboot"]),
    "violation: /var/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on a ramfs of fstab",
    debian,
    debianByHand(["reboot", "printf '%s\\n' 'none /var/crash ramfs defaults 0 0' >>/etc/fstab\nreboot"]),
    "violation: /var/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on a tmpfs above it of fstab",
    debian,
    debianByHand(["reboot", "printf '%s\\n' 'tmpfs /var tmpfs size=1G 0 0' >>/etc/fstab\nreboot"]),
    "violation: /var/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on a tmpfs on another directory of fstab",
    debian,
    debianByHand(["reboot", "printf '%s\\n' 'tmpfs /var/cra tmpfs size=1G 0 0' >>/etc/fstab\nreboot"]),
  ],
  [
    "dumps on a tmpfs that a comment names of fstab",
    debian,
    debianByHand(["reboot", "printf '%s\\n' '#tmpfs /var/crash tmpfs size=1G 0 0' >>/etc/fstab\nreboot"]),
  ],
  [
    "dumps on a disk below a tmpfs of fstab",
    debian,
    debianByHand([
      "reboot",
      "printf '%s\\n' 'LABEL=dump /var/crash ext4 defaults,nofail 0 2' 'tmpfs /var tmpfs size=1G 0 0' >>/etc/fstab\nreboot",
    ]),
  ],
  [
    "dumps on the temporary disk by its name of fstab",
    debian,
    debianByHand([
      "reboot",
      "printf '%s\\n' '/dev/disk/azure/resource-part1 /var/crash ext4 defaults 0 2' >>/etc/fstab\nreboot",
    ]),
    "violation: /var/crash (the customData, line 4) lies on the temporary disk, which a move to another host empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on the temporary disk by its number of fstab",
    debian,
    debianByHand(["reboot", "printf '%s\\n' 'ephemeral0 /var/crash ext4 defaults 0 2' >>/etc/fstab\nreboot"]),
    "violation: /var/crash (the customData, line 4) lies on the temporary disk, which a move to another host empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on an NVMe temporary disk of fstab",
    debian,
    debianByHand([
      "reboot",
      "printf '%s\\n' '/dev/disk/azure/local/by-index/0 /var/crash ext4 defaults 0 2' >>/etc/fstab\nreboot",
    ]),
    "violation: /var/crash (the customData, line 4) lies on the temporary disk, which a move to another host empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on a disk by its SCSI name of fstab",
    debian,
    debianByHand(["reboot", "printf '%s\\n' '/dev/sdc1 /var/crash ext4 defaults,nofail 0 2' >>/etc/fstab\nreboot"]),
    "advisory: /var/crash (the customData, line 4) is mounted from /dev/sdc1, a name that changes between boots → mount it by LABEL= or UUID=",
  ],
  [
    "dumps on a disk by its NVMe name of fstab",
    debian,
    debianByHand([
      "reboot",
      "printf '%s\\n' '/dev/nvme0n2p1 /var/crash ext4 defaults,nofail 0 2' >>/etc/fstab\nreboot",
    ]),
    "advisory: /var/crash (the customData, line 4) is mounted from /dev/nvme0n2p1, a name that changes between boots → mount it by LABEL= or UUID=",
  ],
  [
    "dumps on a disk by its label of fstab",
    debian,
    debianByHand([
      "reboot",
      "printf '%s\\n' '  LABEL=dump   /var/crash  ext4 defaults,nofail 0 2' >>/etc/fstab\nreboot",
    ]),
  ],
  [
    "dumps on cloud-init's default options of fstab",
    debian,
    debianByHand([
      "reboot",
      "printf '%s\\n' 'LABEL=dump /var/crash ext4 defaults,nofail,x-systemd.requires=cloud-init.service 0 2' >>/etc/fstab\nreboot",
    ]),
    "advisory: /var/crash (the customData, line 4) is mounted with cloud-init's default options, which pull cloud-init into the capture kernel's boot → give the mount options yourself: defaults,nofail,x-systemd.before=kdump-tools-dump.service",
  ],
  [
    "dumps on both of fstab",
    debian,
    debianByHand([
      "reboot",
      "printf '%s\\n' '/dev/sdc1 /var/crash ext4 defaults,nofail,x-systemd.requires=cloud-init.service 0 2' >>/etc/fstab\nreboot",
    ]),
    "advisory: /var/crash (the customData, line 4) is mounted from /dev/sdc1, a name that changes between boots → mount it by LABEL= or UUID=",
    "advisory: /var/crash (the customData, line 4) is mounted with cloud-init's default options, which pull cloud-init into the capture kernel's boot → give the mount options yourself: defaults,nofail,x-systemd.before=kdump-tools-dump.service",
  ],
  [
    "dumps on the whole system of fstab",
    debian,
    debianByHand(["reboot", "printf '%s\\n' 'tmpfs / tmpfs size=1G 0 0' >>/etc/fstab\nreboot"]),
    "violation: /var/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on a tmpfs of cloud-init's mounts",
    debian,
    withConfig({ mounts: [["tmpfs", "/var/crash", "tmpfs"]] }),
    "violation: /var/crash (part 2 of the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on the temporary disk of cloud-init's mounts",
    debian,
    withConfig({ mounts: [["ephemeral0.1", "/var/crash"]] }),
    "violation: /var/crash (part 2 of the customData, line 4) lies on the temporary disk, which a move to another host empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on a disk without options of cloud-init's mounts",
    debian,
    withConfig({ mounts: [["LABEL=dump", "/var/crash"]] }),
    "advisory: /var/crash (part 2 of the customData, line 4) is mounted with cloud-init's default options, which pull cloud-init into the capture kernel's boot → give the mount options yourself: defaults,nofail,x-systemd.before=kdump-tools-dump.service",
  ],
  [
    "dumps on a disk with a type and no options of cloud-init's mounts",
    debian,
    withConfig({ mounts: [["LABEL=dump", "/var/crash", "ext4"]] }),
    "advisory: /var/crash (part 2 of the customData, line 4) is mounted with cloud-init's default options, which pull cloud-init into the capture kernel's boot → give the mount options yourself: defaults,nofail,x-systemd.before=kdump-tools-dump.service",
  ],
  [
    "dumps on a disk with options of cloud-init's mounts",
    debian,
    withConfig({ mounts: [["LABEL=dump", "/var/crash", "ext4", "defaults,nofail"]] }),
  ],
  [
    "dumps on a disk by its name of cloud-init's mounts",
    debian,
    withConfig({ mounts: [["/dev/sdc1", "/var/crash", "auto", "defaults,nofail"]] }),
    "advisory: /var/crash (part 2 of the customData, line 4) is mounted from /dev/sdc1, a name that changes between boots → mount it by LABEL= or UUID=",
  ],
  [
    "dumps on a disk that goes nowhere of cloud-init's mounts",
    debian,
    withConfig({ mounts: [["/dev/sdc1", "none", "swap", "sw"]] }),
  ],
  ["dumps on a disk without a mount point of cloud-init's mounts", debian, withConfig({ mounts: [["/dev/sdc1"]] })],
  [
    "dumps on a disk without a name of cloud-init's mounts",
    debian,
    withConfig({ mounts: [[null, "/var/crash", "tmpfs"]] }),
  ],
  ["dumps on no disk at all of cloud-init's mounts", debian, withConfig({ mounts: ["tmpfs"] })],
  ["mounts that are no list", debian, withConfig({ mounts: "tmpfs /var/crash tmpfs" })],
  ["a relative dump directory, which another rule judges", debian, debianByHand(["=/var/crash", "=run/crash"])],
  [
    "dumps on a tmpfs with blanks and tabs in fstab",
    debian,
    debianByHand(["reboot", "printf '  tmpfs \\t/var/crash  tmpfs  size=1G 0 0\\n' >>/etc/fstab\nreboot"]),
    "violation: /var/crash (the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps beside swap in fstab",
    debian,
    debianByHand(["reboot", "echo '/dev/sdb1 none swap sw 0 0' >>/etc/fstab\nreboot"]),
  ],
  [
    "dumps on a tmpfs with a number for its name in cloud-init's mounts, of which it makes text",
    debian,
    withConfig({ mounts: [[5, "/var/crash", "tmpfs"]] }),
    "violation: /var/crash (part 2 of the customData, line 4) lies on memory, which a reboot empties → choose a directory on the OS disk or on a data disk, such as /var/crash",
  ],
  [
    "dumps on a disk with a number for its options in cloud-init's mounts, of which it makes text",
    debian,
    withConfig({ mounts: [["LABEL=dump", "/var/crash", "ext4", 0]] }),
  ],
]);
