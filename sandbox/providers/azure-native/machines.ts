import type { ArmResource } from "./subscription";

/** What runs behind the VMs of a subscription: without guests, nothing does. */
export interface Machines {
  /** Starts the machine of a VM that has just been created; `customData` as it came, in base64. */
  boot(vm: ArmResource, customData: string | undefined): Promise<void>;
  /** Ends every machine whose VM is not among `ids` any more, however it went: a group takes its VMs with it. */
  keepOnly(ids: readonly string[]): Promise<void>;
  /** Whether the VM had a machine that has ended without being told to, as when its host fails. */
  isLost(id: string): boolean;
  /** What only a running VM has; undefined when it has no machine. */
  instanceView(id: string): InstanceView | undefined;
}

export interface InstanceView {
  readonly running: boolean;
  /** The URL of what the guest has sent to its serial port. */
  readonly serialLog: string;
}

export const noMachines: Machines = {
  boot: async () => {},
  keepOnly: async () => {},
  isLost: () => false,
  instanceView: () => undefined,
};
