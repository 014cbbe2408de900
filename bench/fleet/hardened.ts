import { HardenedVm } from "azure-kdump";
import { placement, sshPublicKey, sshSourceAddressPrefixes, subnetId } from "./place";

export function hardened(name: string, isPublic: boolean): void {
  new HardenedVm(name, {
    ...placement,
    subnetId,
    release: "debian-12",
    sshPublicKeys: [sshPublicKey],
    ...(isPublic ? { publicIp: true, sshSourceAddressPrefixes } : {}),
  });
}
