import type { HardenedVmArgs } from "./args";
import { Priority } from "./availability-args";

/** Where a VM runs, beside whom and at what price. */
export function availability(args: HardenedVmArgs) {
  const { zones, availabilitySetId, proximityPlacementGroupId, capacityReservationGroupId } = args;
  const { priority, evictionPolicy, maxPrice } = args;
  return {
    ...(zones === undefined ? {} : { zones }),
    ...(availabilitySetId === undefined ? {} : { availabilitySet: { id: availabilitySetId } }),
    ...(proximityPlacementGroupId === undefined ? {} : { proximityPlacementGroup: { id: proximityPlacementGroupId } }),
    ...(capacityReservationGroupId === undefined
      ? {}
      : { capacityReservation: { capacityReservationGroup: { id: capacityReservationGroupId } } }),
    // Regular is what no priority means: to say so later is no change, and replaces nothing.
    ...(priority === Priority.Spot ? { priority } : {}),
    ...(evictionPolicy === undefined ? {} : { evictionPolicy }),
    ...(maxPrice === undefined ? {} : { billingProfile: { maxPrice } }),
  };
}

export function identity({ identity }: HardenedVmArgs) {
  return identity === undefined ? {} : { identity };
}
