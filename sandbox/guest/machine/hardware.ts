/** The parts of a guest that decide how its kernel starts and finds its disk. */
export interface Hardware {
  readonly firmware: Firmware;
  readonly diskController: DiskController;
  readonly memoryMiB: number;
  readonly cpus: number;
}

/** Azure's generation 1 is BIOS, generation 2 is UEFI, Trusted Launch with Secure Boot is UEFI with enrolled keys. */
export type Firmware = "bios" | "uefi" | "secure-boot";

/** IDE is what a generation 1 VM boots from, SCSI (virtio's, for storvsc) and NVMe are those of generation 2. */
export type DiskController = "ide" | "scsi" | "nvme";

/** What a machine is launched with, beside its hardware. */
export interface Attachments {
  readonly name: string;
  /** A qcow2 the machine writes to. */
  readonly disk: string;
  /** An ISO with cloud-init's NoCloud seed. */
  readonly seed: string;
  /** Where UEFI keeps its variables; a copy of `firmwareVariables`. */
  readonly variables: string;
  /** Forwarded from 127.0.0.1 to the guest's port 22. */
  readonly sshPort: number;
  readonly network: Network;
  /** Unix sockets to listen on: two of QMP, because each serves one client, and the guest agent's. */
  readonly sockets: Sockets;
}

/** What a guest reaches beside its own SSH port. The folder is a web server's, http://10.0.2.100/ in the guest. */
export type Network = "nothing" | "internet" | { readonly folder: string };

export interface Sockets {
  readonly supervisor: string;
  readonly control: string;
  readonly agent: string;
}

/** QEMU's own copies of Tiano Core, as Debian's `ovmf` installs them. */
const ovmf = {
  uefi: { code: "/usr/share/OVMF/OVMF_CODE_4M.fd", variables: "/usr/share/OVMF/OVMF_VARS_4M.fd" },
  "secure-boot": { code: "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd", variables: "/usr/share/OVMF/OVMF_VARS_4M.ms.fd" },
} as const;

/** What a UEFI machine's variables begin as; with `secure-boot` Microsoft's keys are enrolled. */
export function firmwareVariables(firmware: Firmware): string | undefined {
  return firmware === "bios" ? undefined : ovmf[firmware].variables;
}

/**
 * The arguments of qemu-system-x86_64. The machine ends at the guest's reset (`-no-reboot`): launched again, a guest under
 * emulation is at its kernel within 9 s, after a reset in the same process only after 8 to 147 s.
 */
export function qemuArguments(
  { firmware, diskController, memoryMiB, cpus }: Hardware,
  { name, disk, seed, variables, sshPort, network, sockets }: Attachments,
  accelerator: Accelerator = "tcg",
): readonly string[] {
  return [
    ...["-name", name, "-nodefaults", "-display", "none", "-vga", "none", "-no-reboot"],
    ...accelerators[accelerator],
    ...["-m", String(memoryMiB), "-smp", String(cpus)],
    ...firmwareArguments(firmware, variables),
    ...["-chardev", "stdio,id=serial,signal=off", "-serial", "chardev:serial"],
    ...["-qmp", `unix:${sockets.supervisor},server=on,wait=off`, "-qmp", `unix:${sockets.control},server=on,wait=off`],
    ...["-device", "virtio-serial-pci", "-chardev", `socket,id=agent,path=${sockets.agent},server=on,wait=off`],
    ...["-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0"],
    ...["-device", "virtio-rng-pci"],
    ...["-netdev", `user,id=net,hostfwd=tcp:127.0.0.1:${sshPort}-:22${reach(network)}`],
    ...["-device", "virtio-net-pci,netdev=net,romfile="],
    // Nothing of a guest has to outlive the host's own power cut.
    ...["-drive", `if=none,id=${diskId},format=qcow2,file=${disk},cache=unsafe,discard=unmap`],
    ...["-drive", `if=none,id=seed,format=raw,readonly=on,file=${seed}`],
    ...diskArguments[diskController],
  ];
}

/** The name QMP knows the disk by. */
export const diskId = "disk";

export type Accelerator = keyof typeof accelerators;

const accelerators = {
  // 256 MiB hold a guest's translated code; QEMU's default takes up to a GiB.
  tcg: ["-accel", "tcg,thread=multi,tb-size=256", "-cpu", "max"],
  kvm: ["-accel", "kvm", "-cpu", "host"],
} as const;

function reach(network: Network): string {
  if (network === "internet") return "";
  if (network === "nothing") return ",restrict=on";
  // A web server for each connection, on its standard input and output.
  return `,restrict=on,guestfwd=tcp:10.0.2.100:80-cmd:busybox httpd -i -h ${network.folder}`;
}

function firmwareArguments(firmware: Firmware, variables: string): readonly string[] {
  if (firmware === "bios") return ["-machine", "pc"];
  const flash = [
    ...["-drive", `if=pflash,unit=0,format=raw,readonly=on,file=${ovmf[firmware].code}`],
    ...["-drive", `if=pflash,unit=1,format=raw,file=${variables}`],
  ];
  if (firmware === "uefi") return ["-machine", "pc", ...flash];
  // The variables with the keys may be written by firmware only, which takes system management mode.
  const guarded = ["-global", "driver=cfi.pflash01,property=secure,value=on"];
  return ["-machine", "q35,smm=on", ...guarded, ...flash];
}

/** The system disk first, and a drive for the seed. */
const diskArguments: Readonly<Record<DiskController, readonly string[]>> = {
  ide: [...["-device", `ide-hd,drive=${diskId},bus=ide.0,bootindex=0`], ...["-device", "ide-cd,drive=seed,bus=ide.1"]],
  scsi: [
    ...["-device", "virtio-scsi-pci,id=scsi"],
    ...["-device", `scsi-hd,drive=${diskId},bus=scsi.0,bootindex=0`],
    ...["-device", "scsi-cd,drive=seed,bus=scsi.0"],
  ],
  nvme: [
    ...["-device", `nvme,serial=system,drive=${diskId},bootindex=0`],
    // Debian's cloud kernel has no driver for the CD drive of a q35.
    ...["-device", "virtio-blk-pci,drive=seed"],
  ],
};
