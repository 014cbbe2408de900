import { type VmSize, vmSizeOf } from "azure-kdump-core";
import { type Json, textAt } from "../protocol/json";

/** The size a machine asks for; empty where it names none. */
export function sizeName(machine: Json | undefined): string {
  return textAt(machine, "properties.hardwareProfile.vmSize") ?? "";
}

/** What is known of that size; of one that nothing is known of, all is allowed. */
export function sizeOf(machine: Json | undefined): Partial<VmSize> {
  return vmSizeOf(sizeName(machine)) ?? {};
}
