import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { imageTraits, releaseOf, vmSizeOf } from "azure-kdump-core";
import { scaleSet } from "../providers/azure-native/kinds/scale-set";
import { at, listAt, objectAt, textAt } from "../providers/protocol/json";
import type { InstanceView, Machines } from "../providers/azure-native/machines";
import type { ArmResource } from "../providers/azure-native/subscription";
import { bootableImage } from "./bootable";
import type { DiskController, Firmware, Hardware } from "./machine/hardware";
import { Machine } from "./machine/machine";
import { Scripts } from "./machine/scripts";
import { ensureGuestTools } from "./tools";

/** A guest gets what its VM's size has, up to this: 1 GiB. Several are to fit, and a dump of more proves no more. */
const memoryLimitMiB = 1024;

/** As many as the host's emulation has a use for. */
const cpus = 2;

/** The guests of a local Azure: a machine for every VM of a release that there is an image of. */
export class Guests implements Machines {
  /** VMs that were created without a machine, and why, for whoever shows the end of an update. */
  readonly withoutMachine: { readonly vm: string; readonly reason: string }[] = [];

  /**
   * @param folder Holds a folder for each machine; the machines outlive this process.
   * @param boots Whether new VMs get one.
   */
  constructor(
    private readonly folder: string,
    private readonly boots: boolean,
  ) {}

  async boot(vm: ArmResource, customData: string | undefined): Promise<void> {
    if (!this.boots) return;
    if (vm.type === scaleSet.armType) {
      this.withoutMachine.push({ vm: vm.name, reason: "no guests run for the instances of a scale set" });
      return;
    }
    const names = imageNames(vm);
    const arm64 = imageTraits(names).architecture === "arm64";
    const image = arm64 ? "guests are x86-64, its image is arm64" : await bootableImage(releaseOf(names));
    if (typeof image === "string") {
      this.withoutMachine.push({ vm: vm.name, reason: image });
      return;
    }
    await ensureGuestTools();
    const adminUsername = textAt(vm, "properties.osProfile.adminUsername") ?? "azureuser";
    await Machine.create(this.folderOf(vm.id), {
      name: vm.name,
      hardware: hardwareOf(vm),
      image: image.disk,
      network: image.network,
      adminUsername,
      seed: {
        instanceId: textAt(vm, "properties.vmId") ?? vm.name,
        hostname: textAt(vm, "properties.osProfile.computerName") ?? vm.name,
        adminUsername,
        sshPublicKeys: sshPublicKeysOf(vm),
        customData: customData === undefined ? undefined : Buffer.from(customData, "base64"),
      },
    });
  }

  async keepOnly(ids: readonly string[]): Promise<void> {
    const kept = new Set(ids.map((id) => this.folderOf(id)));
    const folders = existsSync(this.folder) ? readdirSync(this.folder).map((name) => path.join(this.folder, name)) : [];
    await Promise.all(folders.filter((folder) => !kept.has(folder)).map((folder) => new Machine(folder).remove()));
  }

  isLost(id: string): boolean {
    const machine = this.machineOf(id);
    return machine !== undefined && !machine.isRunning && machine.history.end?.event !== "off";
  }

  instanceView(id: string): InstanceView | undefined {
    const machine = this.machineOf(id);
    if (machine === undefined) return undefined;
    return { running: machine.isRunning, serialLog: pathToFileURL(machine.paths.serialLog).href };
  }

  sshPort(id: string): number | undefined {
    return this.machineOf(id)?.definition.sshPort;
  }

  scripts(id: string): Scripts | undefined {
    const machine = this.machineOf(id);
    return machine === undefined ? undefined : new Scripts(machine.agentSocket);
  }

  /** The machine of the VM with this ARM id. */
  machineOf(id: string): Machine | undefined {
    const machine = new Machine(this.folderOf(id));
    return machine.exists ? machine : undefined;
  }

  private folderOf(id: string): string {
    const name = id.slice(id.lastIndexOf("/") + 1).toLowerCase();
    return path.join(this.folder, `${name}-${createHash("sha256").update(id.toLowerCase()).digest("hex").slice(0, 8)}`);
  }
}

function imageNames(vm: ArmResource): { publisher?: string; offer?: string; sku?: string } {
  return objectAt(vm, "properties.storageProfile.imageReference");
}

function hardwareOf(vm: ArmResource): Hardware {
  const size = vmSizeOf(textAt(vm, "properties.hardwareProfile.vmSize") ?? "");
  const memoryMiB = Math.min(size?.memoryMiB ?? memoryLimitMiB, memoryLimitMiB);
  if (imageTraits(imageNames(vm)).generation === 1) return { firmware: "bios", diskController: "ide", memoryMiB, cpus };
  const secureBoot = at(vm, "properties.securityProfile.uefiSettings.secureBootEnabled") === true;
  const firmware: Firmware = secureBoot ? "secure-boot" : "uefi";
  const nvme = textAt(vm, "properties.storageProfile.diskControllerType") === "NVMe";
  const diskController: DiskController = nvme ? "nvme" : "scsi";
  return { firmware, diskController, memoryMiB, cpus };
}

function sshPublicKeysOf(vm: ArmResource): readonly string[] {
  return listAt(vm, "properties.osProfile.linuxConfiguration.ssh.publicKeys").flatMap(
    (key) => textAt(key, "keyData") ?? [],
  );
}
