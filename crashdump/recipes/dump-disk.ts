import type { DumpDisk } from "../options";
import type { KdumpDialect } from "../releases";
import type { GuestFile } from "./shell";

/**
 * Shell that mounts the data disk at `dumpPath`, formatting it when it is blank and never otherwise: a disk that holds
 * anything else than an earlier VM's dumps fails the step.
 *
 * By label, because device names change between boots. The options are ours and not cloud-init's, whose
 * x-systemd.requires would pull cloud-init into a capture boot of the Debian family; there nofail alone would also let
 * a dump be saved under the mount point, hence the ordering.
 */
export function mountDumpDisk(dialect: KdumpDialect, { lun }: DumpDisk, dumpPath: string): string {
  const entry = `LABEL=${label} ${dumpPath} ext4 ${mountOptions(dialect)} 0 2`;
  return `disk=''
if [ -e /dev/disk/azure/data/by-lun/${lun} ]; then
  disk=$(readlink -f /dev/disk/azure/data/by-lun/${lun})
elif [ -e /dev/disk/azure/scsi1/lun${lun} ]; then
  disk=$(readlink -f /dev/disk/azure/scsi1/lun${lun})
elif [ -e /dev/nvme0n${lun + 2} ] && grep -q '^MSFT NVMe Accelerator' /sys/class/nvme/nvme0/model; then
  # Without Azure's udev rules: namespace 1 is the OS disk, and LUN 0 is namespace 2.
  disk=/dev/nvme0n${lun + 2}
fi
if [ -z "$disk" ]; then
  echo 'there is no data disk at LUN ${lun}' >&2
  exit 1
fi
# 2: nothing that blkid knows is on the disk.
signature=0
blkid -p "$disk" >"$dir/dump-disk" 2>&1 || signature=$?
if [ "$signature" = 2 ] && [ "$(head -c 1048576 "$disk" | tr -d '\\0' | wc -c)" = 0 ]; then
  mkfs.ext4 -q -L ${label} "$disk"
elif [ "$(blkid -p -o value -s LABEL "$disk")" != ${label} ]; then
  echo "the disk at LUN ${lun} is neither blank nor a dump disk, and is left alone: $(cat "$dir/dump-disk")" >&2
  exit 1
fi
mkdir -p ${dumpPath}
if ! grep -qxF '${entry}' /etc/fstab; then
  echo '${entry}' >>/etc/fstab
fi
systemctl daemon-reload
if ! mountpoint -q ${dumpPath}; then
  mount ${dumpPath}
fi
if [ "$(findmnt -n -o SOURCE ${dumpPath})" != "$disk" ]; then
  echo 'another file system is mounted at ${dumpPath}' >&2
  exit 1
fi
`;
}

/** Files beside /etc/fstab that order kdump after the mount. */
export function dumpDiskFiles(dialect: KdumpDialect, dumpPath: string): readonly GuestFile[] {
  if (dialect === "kdump-tools") return [];
  return [
    {
      path: "/etc/systemd/system/kdump.service.d/azure-kdump.conf",
      content: `[Unit]\nAfter=${mountUnit(dumpPath)}\n`,
      mode: "0644",
    },
  ];
}

const label = "azure-kdump";

function mountOptions(dialect: KdumpDialect): string {
  // A drop-in orders EL's kdump: EL 7's systemd 219 does not know x-systemd.before.
  if (dialect !== "kdump-tools") return "defaults,nofail";
  return "defaults,nofail,x-systemd.before=kdump-tools.service,x-systemd.before=kdump-tools-dump.service";
}

/** systemd-escape --path. */
function mountUnit(path: string): string {
  return `${path.slice(1).replaceAll("-", "\\x2d").replaceAll("/", "-")}.mount`;
}
