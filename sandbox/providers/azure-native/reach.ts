import { listAt, objectAt, textAt } from "../protocol/json";
import { sameId } from "./arm-id";
import type { ArmResource, Resources } from "./subscription";

/** The VMs whose interfaces have an address, private or public. Two networks may both have one of the same. */
export function machinesWith(address: string, resources: Resources): readonly string[] {
  const publicIds = resources
    .ofType("Microsoft.Network/publicIPAddresses")
    .filter((candidate) => textAt(candidate, "properties.ipAddress") === address)
    .map(({ id }) => id);
  return resources
    .ofType("Microsoft.Network/networkInterfaces")
    .filter((nic) => hasAddress(nic, address, publicIds))
    .flatMap((nic) => textAt(nic, "properties.virtualMachine.id") ?? [])
    .filter((vm) => resources.get(vm) !== undefined);
}

function hasAddress(nic: ArmResource, address: string, publicIds: readonly string[]): boolean {
  return listAt(nic, "properties.ipConfigurations").some((configuration) => {
    const properties = objectAt(configuration, "properties");
    const publicId = textAt(properties, "publicIPAddress.id");
    return (
      textAt(properties, "privateIPAddress") === address || publicIds.some((candidate) => sameId(candidate, publicId))
    );
  });
}
