import assert from "node:assert/strict";
import type { HardenedVmArgs } from "azure-kdump";
import { at, type Json, refuses, vmOf } from "./vm";

describe("HardenedVm's place and price", () => {
  const taken: readonly (readonly [Partial<HardenedVmArgs>, Json])[] = [
    [{ zones: ["2"] }, { zones: ["2"] }],
    [{ availabilitySetId: "/sets/web" }, { "availabilitySet.id": "/sets/web" }],
    [
      { proximityPlacementGroupId: "/groups/near", zones: ["1"] },
      { "proximityPlacementGroup.id": "/groups/near", zones: ["1"] },
    ],
    [
      { capacityReservationGroupId: "/groups/held" },
      { "capacityReservation.capacityReservationGroup.id": "/groups/held" },
    ],
    [{ priority: "Spot" }, { priority: "Spot", evictionPolicy: undefined, billingProfile: undefined }],
    [
      { priority: "Spot", evictionPolicy: "Delete", maxPrice: 0.05 },
      { evictionPolicy: "Delete", "billingProfile.maxPrice": 0.05 },
    ],
    [{ priority: "Regular" }, { priority: undefined }],
    [{ priority: "Spot", maxPrice: -1 }, { "billingProfile.maxPrice": -1 }],
    [
      { identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: ["/identities/web"] } },
      { identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: ["/identities/web"] } },
    ],
    [{ identity: { type: "SystemAssigned" } }, { identity: { type: "SystemAssigned" } }],
    [
      {},
      {
        zones: undefined,
        availabilitySet: undefined,
        proximityPlacementGroup: undefined,
        capacityReservation: undefined,
        priority: undefined,
        identity: undefined,
      },
    ],
  ];
  for (const [args, expected] of taken) {
    it(`are as ${JSON.stringify(args)} says`, async () => {
      const vm = await vmOf(args);
      for (const [property, value] of Object.entries(expected)) assert.deepEqual(at(vm, property), value, property);
    });
  }

  const [set, group] = ["/sets/web", "/groups/web"];
  refuses([
    [
      "an availability set in a zone",
      { availabilitySetId: set, zones: ["1"] },
      "availabilitySetId",
      /zones is given too, and an availability set is in no zone: leave one of them out/,
    ],
    ["spot in an availability set", { availabilitySetId: set, priority: "Spot" }, "availabilitySetId", /no spot VM/],
    [
      "reserved capacity in an availability set",
      { capacityReservationGroupId: group, availabilitySetId: set },
      "capacityReservationGroupId",
      /not reserved in availability sets/,
    ],
    [
      "reserved capacity in a proximity placement group",
      { capacityReservationGroupId: group, proximityPlacementGroupId: group },
      "capacityReservationGroupId",
      /not reserved in proximity placement groups/,
    ],
    [
      "reserved capacity for a spot VM",
      { capacityReservationGroupId: group, priority: "Spot" },
      "capacityReservationGroupId",
      /not reserved for spot VMs/,
    ],
    ["an eviction policy of a regular VM", { evictionPolicy: "Delete" }, "evictionPolicy", /only a spot VM has one/],
    ["a price of a regular VM", { priority: "Regular", maxPrice: 1 }, "maxPrice", /only a spot VM has one/],
    ["a price of nothing", { priority: "Spot", maxPrice: 0 }, "maxPrice", /0 is not allowed: give US dollars/],
    ["a burstable spot VM", { priority: "Spot", vmSize: "Standard_B2s" }, "priority", /B family/],
    ["a priority that there is not", { priority: "Low" as "Spot" }, "priority", /choose one of Regular, Spot/],
    [
      "an eviction that there is not",
      { priority: "Spot", evictionPolicy: "Stop" as "Delete" },
      "evictionPolicy",
      /choose one of Deallocate, Delete/,
    ],
    [
      "user-assigned identities without one",
      { identity: { type: "UserAssigned" } },
      "identity.userAssignedIdentities",
      /give at least one id/,
    ],
    [
      "identities that the type has not",
      { identity: { type: "SystemAssigned", userAssignedIdentities: ["/identities/web"] } },
      "identity.userAssignedIdentities",
      /leave them out, or add UserAssigned/,
    ],
    [
      "a type of identity that there is not",
      { identity: { type: "None" as "UserAssigned" } },
      "identity.type",
      /choose one of SystemAssigned, /,
    ],
  ]);
});
