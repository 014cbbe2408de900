import { HardenedVmScaleSet, type HardenedVmScaleSetArgs, Release } from "azure-kdump";
import { register } from "./stack";
import { find, type Json, key, type Refused, refusesBy, takenByAzure } from "./vm";

export const scaleSetType = "azure-native:compute:VirtualMachineScaleSet";
export const requiredOfSet: HardenedVmScaleSetArgs = {
  resourceGroupName: "group",
  subnetId: "/subnets/vms",
  release: Release.Debian12,
  sshPublicKeys: [key],
};

/** The scale set of a HardenedVmScaleSet named web, which Azure's own mappers take. */
export async function scaleSetOf(args: Partial<HardenedVmScaleSetArgs>, name = "web"): Promise<Json> {
  const made = await register(() => new HardenedVmScaleSet(name, { ...requiredOfSet, ...args }), "update");
  return find(takenByAzure(made), scaleSetType).inputs;
}

export function refusesSets(cases: readonly Refused<Partial<HardenedVmScaleSetArgs>>[]): void {
  refusesBy((args) => new HardenedVmScaleSet("web", { ...requiredOfSet, ...args }), cases);
}
