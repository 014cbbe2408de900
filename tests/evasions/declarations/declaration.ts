import { harden, type Platform, toCustomData } from "azure-kdump-core";
import type { Props } from "../../unit/policies/harness";
import { vm } from "../../unit/policies/vms";

/** A resource as its provider's Check leaves it, and what the pack says of it. */
export interface Declaration {
  /** Default: azure-native's VM. */
  readonly type?: string;
  /** Default "vm". */
  readonly name?: string;
  readonly props: Props;
  readonly config?: Readonly<Record<string, unknown>>;
  /** The policies that report something, exactly these. */
  readonly reports: readonly string[];
  /** Found in one of their messages. */
  readonly says?: RegExp;
}

/** By what it looks like, or is. */
export type Declarations = Readonly<Record<string, Declaration>>;

export const types = {
  vm: "azure-native:compute:VirtualMachine",
  scaleSet: "azure-native:compute:VirtualMachineScaleSet",
  instance: "azure-native:compute:VirtualMachineScaleSetVM",
  extension: "azure-native:compute:VirtualMachineExtension",
  runCommand: "azure-native:compute:VirtualMachineRunCommandByVirtualMachine",
  linuxVm: "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
  linuxScaleSet: "azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
  orchestrated: "azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet",
  olderVm: "azure:compute/virtualMachine:VirtualMachine",
  olderScaleSet: "azure:compute/scaleSet:ScaleSet",
  classicExtension: "azure:compute/extension:Extension",
  classicRunCommand: "azure:compute/runCommand:RunCommand",
} as const;

/** What a Debian VM lacks that nobody has hardened. */
export const unhardened = ["crashkernel-reserved", "kdump-configured", "panic-reboots"] as const;

export function hardenedFor(
  release: Platform["release"],
  architecture: Platform["architecture"] = "x64",
  generation: Platform["generation"] = 2,
): string {
  return toCustomData(harden({ release, architecture, generation }));
}

export function image(urn: string): Props {
  const [publisher, offer, sku, version = "latest"] = urn.split(":");
  return { publisher, offer, sku, version };
}

/** A scale set whose VMs are declared as `vm` declares one. */
export function scaleSet(given: Parameters<typeof vm>[0], profile: Props = {}, more: Props = {}): Props {
  const { hardwareProfile, ...common } = vm(given) as { readonly hardwareProfile: { readonly vmSize: string } };
  return {
    orchestrationMode: "Uniform",
    sku: { name: hardwareProfile.vmSize, capacity: 2 },
    virtualMachineProfile: { ...common, ...profile },
    ...more,
  };
}

/** The same VM in the classic provider's words. */
export function linuxVm(more: Props = {}): Props {
  return {
    size: "Standard_D2s_v5",
    adminUsername: "azureuser",
    sourceImageReference: image("Debian:debian-12:12-gen2"),
    osDisk: { caching: "ReadOnly", storageAccountType: "Premium_LRS" },
    bootDiagnostics: {},
    ...more,
  };
}

/** The same in its older words. */
export function olderVm(osProfile: Props, more: Props = {}): Props {
  return {
    vmSize: "Standard_D2s_v5",
    storageImageReference: image("Debian:debian-12:12-gen2"),
    storageOsDisk: { name: "os", createOption: "FromImage" },
    osProfile: { computerName: "vm", adminUsername: "azureuser", ...osProfile },
    osProfileLinuxConfig: { disablePasswordAuthentication: true },
    bootDiagnostics: { enabled: true, storageUri: "https://logs.blob.core.windows.net/" },
    ...more,
  };
}

export function customScript(settings: Props, more: Props = {}): Props {
  return { vmName: "vm", publisher: "Microsoft.Azure.Extensions", type: "CustomScript", settings, ...more };
}

export const undo = "systemctl disable --now kdump-tools kdump";
export const restore = "systemctl enable kdump-tools kdump";
