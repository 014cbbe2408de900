import { allAt, at, listAt } from "../../protocol/json";
import { nameOf } from "../arm-id";
import { holderOf } from "../attachment";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";
import { sizeName, sizeOf } from "../machine-size";

const INTERFACES = "properties.networkProfile.networkInterfaces";
const ACCELERATED = "properties.enableAcceleratedNetworking";

/** fortinet/fortigate-terraform-deploy#148. */
export const tooManyInterfaces: Refusal<Write> = ({ id, body }) => {
  const most = sizeOf(body).maxNetworkInterfaces;
  const count = listAt(body, INTERFACES).length;
  if (most === undefined || count <= most) return undefined;
  return new AzureError(
    400,
    "NetworkInterfaceCountExceeded",
    `The number of network interfaces for virtual machine ${nameOf(id)} exceeds the maximum allowed for the virtual machine size ${sizeName(body)}. The number of network interfaces is ${count} and the maximum allowed is ${most}.`,
  );
};

/** Of the machine that asks for such an interface. */
export const notAccelerated: Refusal<Write> = ({ id, body, resources }) => {
  const ids = allAt(body, `${INTERFACES}[].id`).map(String);
  const accelerated = ids.some((nic) => at(resources.get(nic), ACCELERATED) === true);
  return accelerated ? notAcceleratedBy(id, body) : undefined;
};

/** Of the interface of a machine, as MicrosoftDocs/azure-docs#29620 tells. */
export const machineNotAccelerated: Refusal<Write> = ({ body, existing, resources }) => {
  const machine = holderOf(existing, resources);
  if (machine === undefined || at(body, ACCELERATED) !== true) return undefined;
  return notAcceleratedBy(machine, resources.get(machine));
};

/** The words of azure-cli#19182, with the code of terraform-azurerm-aks#1. */
function notAcceleratedBy(id: string, machine: Parameters<typeof sizeOf>[0]): AzureError | undefined {
  if (sizeOf(machine).acceleratedNetworking !== false) return undefined;
  return new AzureError(
    400,
    "VMSizeIsNotPermittedToEnableAcceleratedNetworking",
    `Virtual machine ${id} has size ${sizeName(machine)}, which is not compatible with enabling accelerated networking on network interface(s) on the VM.`,
  );
}
