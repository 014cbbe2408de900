import type { DrillResult } from "./result";

const names = {
  bios: "BIOS",
  uefi: "UEFI",
  "secure-boot": "UEFI with Secure Boot",
  ide: "IDE",
  scsi: "virtio-scsi",
  nvme: "NVMe",
} as const;

/** The guest a result is of, as a reader calls it. */
export function machineOf({ firmware, diskController, memoryMiB }: DrillResult): string {
  return `${names[firmware]}, ${names[diskController]}, ${Number((memoryMiB / 1024).toFixed(1))} GiB`;
}

/** What was seen instead of the promise; below its first line there may be the end of a console. */
export function failureOf({ failure = "" }: DrillResult): { readonly what: string; readonly more: string } {
  const [what = "", ...more] = failure.trim().split("\n");
  return { what, more: more.join("\n") };
}

/** What a result is of, as one word. */
export function keyOf({ release, case: drillCase, firmware, diskController }: DrillResult): string {
  return [release, drillCase, firmware, diskController].join(".");
}

/** What no drill shows, because its guests run under QEMU. */
export const notProved: readonly string[] = [
  "Hyper-V and VMBus: QEMU cannot stand in for them, so no capture kernel has been seen to reconnect to VMBus.",
  "storvsc, netvsc and Azure's own NVMe: the disks are IDE, virtio-scsi and QEMU's NVMe.",
  "The Azure agent and cloud-init's Azure datasource: NoCloud hands the guest its customData, the bytes that Azure would.",
  "Guests of the EL family: none has been crashed.",
  "arm64: every guest is x64.",
  "How long it takes on Azure: the guests run under software emulation.",
];
