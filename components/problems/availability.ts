import type { Problem } from "azure-kdump-core";
import { EvictionPolicy, IdentityType, Priority } from "../arguments/availability";
import type { MachineArgs } from "../arguments/machine";
import type { HardenedVmArgs } from "../arguments/vm";
import { defaultVmSize } from "../platform";
import { choiceProblems } from "./choices";

export function placeProblems(args: Places): readonly Problem[] {
  return exclusions.flatMap((exclusion) => exclusionProblems(exclusion, args));
}

export function zoneProblems({ zones = [] }: HardenedVmArgs): readonly Problem[] {
  if (zones.length <= 1) return [];
  return [{ property: "zones", reason: `${zones.join(", ")} are ${zones.length}: a VM is in one zone, or in none` }];
}

type Place = "zones" | "availabilitySetId" | "proximityPlacementGroupId" | "capacityReservationGroupId" | "priority";
type Places = Pick<HardenedVmArgs, Place>;

interface Exclusion {
  readonly property: Place;
  readonly other: Place;
  readonly why: string;
}

/**
 * What Azure takes one of alone. learn.microsoft.com/azure/virtual-machines: availability-set-overview, spot-vms
 * (limitations), capacity-reservation-overview (limitations and restrictions).
 */
const exclusions: readonly Exclusion[] = [
  { property: "availabilitySetId", other: "zones", why: "an availability set is in no zone" },
  { property: "availabilitySetId", other: "priority", why: "an availability set takes no spot VM" },
  {
    property: "capacityReservationGroupId",
    other: "availabilitySetId",
    why: "capacity is not reserved in availability sets",
  },
  {
    property: "capacityReservationGroupId",
    other: "proximityPlacementGroupId",
    why: "capacity is not reserved in proximity placement groups",
  },
  { property: "capacityReservationGroupId", other: "priority", why: "capacity is not reserved for spot VMs" },
];

function exclusionProblems({ property, other, why }: Exclusion, args: Places): readonly Problem[] {
  if (!asksFor(args, property) || !asksFor(args, other)) return [];
  return [{ property, reason: `${other} is given too, and ${why}: leave one of them out` }];
}

function asksFor(args: Places, place: Place): boolean {
  if (place === "priority") return args.priority === Priority.Spot;
  if (place === "zones") return (args.zones ?? []).length > 0;
  return args[place] !== undefined;
}

export function spotProblems({
  priority,
  evictionPolicy,
  maxPrice,
  vmSize = defaultVmSize,
}: MachineArgs): readonly Problem[] {
  const problems = [
    ...choiceProblems("priority", priority, Object.values(Priority)),
    ...choiceProblems("evictionPolicy", evictionPolicy, Object.values(EvictionPolicy)),
  ];
  if (priority !== Priority.Spot) {
    const given = Object.entries({ evictionPolicy, maxPrice }).filter(([, value]) => value !== undefined);
    const reason = 'only a spot VM has one: leave it out, or set priority to "Spot"';
    return [...problems, ...given.map(([property]) => ({ property, reason }))];
  }
  if (/^(standard|basic)_b\d/i.test(vmSize)) {
    problems.push({
      property: "priority",
      reason: `${vmSize} is of the B family, which has no spot VMs: choose another`,
    });
  }
  if (maxPrice !== undefined && maxPrice !== -1 && !(maxPrice > 0)) {
    const reason = `${maxPrice} is not allowed: give US dollars per hour, or -1 for up to the regular price`;
    problems.push({ property: "maxPrice", reason });
  }
  return problems;
}

export function identityProblems({ identity }: MachineArgs): readonly Problem[] {
  if (identity === undefined) return [];
  const { type, userAssignedIdentities: ids = [] } = identity;
  const problems = choiceProblems("identity.type", type, Object.values(IdentityType));
  if (problems.length > 0 || type.includes("UserAssigned") === ids.length > 0) return problems;
  const reason =
    ids.length === 0
      ? `the type is "${type}", and there is none: give at least one id`
      : `the type is "${type}", which has none: leave them out, or add UserAssigned to the type`;
  return [{ property: "identity.userAssignedIdentities", reason }];
}
