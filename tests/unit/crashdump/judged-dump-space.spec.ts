import { harden, type Platform, toCustomData } from "azure-kdump-core";
import { debianByHand, elByHand, on } from "./by-hand";
import { judges } from "./judged";

const debian = (more: Partial<Platform>) => on("debian-12", more);
const rhel = (more: Partial<Platform>) => on("rhel-9", more);
const advice = (gib: number) => `put the dumps on a data disk of at least ${gib} GiB, such as HardenedVm's dumpDisk`;
const onDisk = ["reboot", "echo 'LABEL=dump /var/crash ext4 defaults,nofail 0 2' >>/etc/fstab\nreboot"] as const;
const elsewhere = (device: string) =>
  ["reboot", `echo '${device} /var/crash nfs defaults,nofail 0 0' >>/etc/fstab\nreboot`] as const;

judges("dump-space-sufficient", "the room for a dump", [
  ["a VM of unknown memory", debian({ osDiskGiB: 4 }), debianByHand()],
  ["an OS disk of unknown size", debian({ memoryMiB: 262144 }), debianByHand()],
  ["an OS disk with just enough room", debian({ memoryMiB: 38400, osDiskGiB: 30 }), debianByHand()],
  [
    "an OS disk with too little room",
    debian({ memoryMiB: 39424, osDiskGiB: 30 }),
    debianByHand(),
    `advisory: a dump of 39424 MiB of memory takes up to 28 GiB, and /var/crash (the customData, line 4) lies on the OS disk with 27 GiB for it → ${advice(28)}`,
  ],
  [
    "a data disk with enough room beside a small OS disk",
    debian({ memoryMiB: 262144, osDiskGiB: 30, dataDisksGiB: [16, 256] }),
    debianByHand(onDisk),
  ],
  [
    "data disks of which none has enough room",
    debian({ memoryMiB: 262144, osDiskGiB: 512, dataDisksGiB: [16, 128] }),
    debianByHand(onDisk),
    `advisory: a dump of 262144 MiB of memory takes up to 185 GiB, and /var/crash (the customData, line 4) lies on a data disk with 128 GiB for it → ${advice(185)}`,
  ],
  ["a data disk of unknown size", debian({ memoryMiB: 262144, osDiskGiB: 30 }), debianByHand(onDisk)],
  [
    "another host's disk",
    debian({ memoryMiB: 262144, osDiskGiB: 30, dataDisksGiB: [16] }),
    debianByHand(elsewhere("store:/dumps")),
  ],
  [
    "dumps that leave for another host",
    debian({ memoryMiB: 262144, osDiskGiB: 30 }),
    debianByHand(["USE_KDUMP=1", "USE_KDUMP=1\nNFS=store:/dumps"]),
  ],
  [
    "Red Hat's volume for /var, however large the disk",
    rhel({ memoryMiB: 16384, osDiskGiB: 1024 }),
    elByHand(),
    `advisory: a dump of 16384 MiB of memory takes up to 12 GiB, and /var/crash (the customData, line 4) lies on the image's volume for /var, which does not grow with the disk, with 10 GiB for it → ${advice(12)}`,
  ],
  ["Red Hat's volume for /var on a small VM", rhel({ memoryMiB: 14000, osDiskGiB: 64 }), elByHand()],
  [
    "Red Hat's volume for /var, grown",
    rhel({ memoryMiB: 16384, osDiskGiB: 1024 }),
    elByHand(["reboot", "lvextend -r -L +100G /dev/rootvg/varlv\nreboot"]),
  ],
  [
    "a path beside Red Hat's volume for /var",
    rhel({ memoryMiB: 16384, osDiskGiB: 1024 }),
    elByHand(["path /var/crash", "path /dumps"]),
  ],
  [
    "our own dump disk",
    debian({ memoryMiB: 65536, osDiskGiB: 30, dataDisksGiB: [64] }),
    () => toCustomData(harden(on("debian-12"), { dumpDisk: { lun: 0 } })),
  ],
  [
    "our own dump disk where it is too small",
    debian({ memoryMiB: 262144, osDiskGiB: 30, dataDisksGiB: [64] }),
    () => toCustomData(harden(on("debian-12"), { dumpDisk: { lun: 0 } })),
    `advisory: a dump of 262144 MiB of memory takes up to 185 GiB, and /var/crash (part 2 of the customData, line 20) lies on a data disk with 64 GiB for it → ${advice(185)}`,
  ],
]);

judges("dump-path-persistent", "an ephemeral OS disk", [
  [
    "dumps on it",
    debian({ osDiskEphemeral: true }),
    debianByHand(),
    "violation: /var/crash (the customData, line 4) lies on the OS disk, which is ephemeral: a reimage or a move to another host empties it → put the dumps on a data disk, such as HardenedVm's dumpDisk, or make the OS disk a managed one",
  ],
  ["dumps on a managed one", debian({ osDiskEphemeral: false }), debianByHand()],
  ["dumps on a data disk beside it", debian({ osDiskEphemeral: true }), debianByHand(onDisk)],
  [
    "dumps in a directory of it that is bound to the dump path",
    debian({ osDiskEphemeral: true }),
    debianByHand(["reboot", "echo '/srv/dumps /var/crash none bind 0 0' >>/etc/fstab\nreboot"]),
    "violation: /var/crash (the customData, line 4) lies on the OS disk, which is ephemeral: a reimage or a move to another host empties it → put the dumps on a data disk, such as HardenedVm's dumpDisk, or make the OS disk a managed one",
  ],
  [
    "our own dump disk beside it",
    debian({ osDiskEphemeral: true }),
    () => toCustomData(harden(on("debian-12"), { dumpDisk: { lun: 0 } })),
  ],
]);
