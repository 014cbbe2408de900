import { Priority } from "../arguments/availability";
import type { MachineArgs } from "../arguments/machine";
import type { HardenedVmArgs } from "../arguments/vm";

/** Where a VM runs, beside whom and at what price. */
export function availability(args: HardenedVmArgs) {
  const { availabilitySetId } = args;
  return {
    ...place(args),
    ...(availabilitySetId === undefined ? {} : { availabilitySet: { id: availabilitySetId } }),
    ...allocation(args),
  };
}

/** Where a VM or a whole scale set is. */
export function place({ zones, proximityPlacementGroupId }: MachineArgs & { readonly zones?: string[] }) {
  return {
    ...(zones === undefined ? {} : { zones }),
    ...(proximityPlacementGroupId === undefined ? {} : { proximityPlacementGroup: { id: proximityPlacementGroupId } }),
  };
}

/** By what capacity a VM or an instance runs, and at what price. */
export function allocation(args: MachineArgs) {
  const { capacityReservationGroupId, priority, evictionPolicy, maxPrice } = args;
  return {
    ...(capacityReservationGroupId === undefined
      ? {}
      : { capacityReservation: { capacityReservationGroup: { id: capacityReservationGroupId } } }),
    // Regular is what no priority means: to say so later is no change, and replaces nothing.
    ...(priority === Priority.Spot ? { priority } : {}),
    ...(evictionPolicy === undefined ? {} : { evictionPolicy }),
    ...(maxPrice === undefined ? {} : { billingProfile: { maxPrice } }),
  };
}

export function identity({ identity }: MachineArgs) {
  return identity === undefined ? {} : { identity };
}
