import type { Problem } from "azure-kdump-core";
import type { HardenedVmArgs } from "../arguments/vm";
import { computerNameProblems } from "./access";
import { placeProblems, zoneProblems } from "./availability";
import { dataDisksProblems } from "./disks";
import { machineProblems } from "./machine";
import { networkProblems } from "./network";
import { verificationProblems } from "./verification";

/** Everything in these arguments that cannot work, all at once; empty when the VM can be made. */
export function vmProblems(args: HardenedVmArgs): readonly Problem[] {
  return [
    ...machineProblems(args),
    ...dataDisksProblems(args),
    ...computerNameProblems(args),
    ...networkProblems(args),
    ...zoneProblems(args),
    ...placeProblems(args),
    ...verificationProblems(args),
  ];
}
