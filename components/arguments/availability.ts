import type * as pulumi from "@pulumi/pulumi";

export const IdentityType = {
  SystemAssigned: "SystemAssigned",
  UserAssigned: "UserAssigned",
  SystemAssigned_UserAssigned: "SystemAssigned, UserAssigned",
} as const;
export type IdentityType = (typeof IdentityType)[keyof typeof IdentityType];

/** By which the guest gets at other resources without a secret of its own. */
export interface IdentityArgs {
  type: IdentityType;
  /** Ids of user-assigned identities, at least one where the type has them. */
  userAssignedIdentities?: pulumi.Input<string>[];
}

export const Priority = {
  Regular: "Regular",
  /** Spare capacity, which Azure takes back at any time: a panic is not the only way to lose the VM. */
  Spot: "Spot",
} as const;
export type Priority = (typeof Priority)[keyof typeof Priority];

/** What becomes of a spot VM that Azure evicts. */
export const EvictionPolicy = {
  /** It stays, without its host, and its disks with the dumps are paid for. */
  Deallocate: "Deallocate",
  /** It goes, and the OS disk with it: its dumps too, unless they have a dump disk. */
  Delete: "Delete",
} as const;
export type EvictionPolicy = (typeof EvictionPolicy)[keyof typeof EvictionPolicy];
