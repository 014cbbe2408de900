import type { Problem } from "azure-kdump-core";
import {
  type HardenedVmScaleSetArgs,
  HealthProtocol,
  InstanceVerificationChannel,
  UpgradeMode,
} from "../arguments/scale-set";
import { placeProblems } from "./availability";
import { choiceProblems } from "./choices";
import { instanceDisksProblems } from "./disks";
import { machineProblems } from "./machine";
import { accelerationProblems } from "./network";

/** Everything in these arguments that cannot work, all at once; empty when the scale set can be made. */
export function scaleSetProblems(args: HardenedVmScaleSetArgs): readonly Problem[] {
  return [
    ...machineProblems(args),
    ...instanceDisksProblems(args),
    ...subnetProblems(args),
    ...accelerationProblems("", args, args.vmSize),
    ...wholeProblems("capacity", args.capacity, 0, 1000),
    ...zonesProblems(args),
    ...placeProblems(args),
    ...userAssignedProblems(args),
    ...prefixProblems(args),
    ...upgradeProblems(args),
    ...healthProblems(args),
    ...verificationProblems(args),
  ];
}

function subnetProblems({ subnetId }: Partial<HardenedVmScaleSetArgs>): readonly Problem[] {
  if (subnetId !== undefined) return [];
  return [{ property: "subnetId", reason: "there is none: give the subnet of the instances' network interfaces" }];
}

function zonesProblems({ zones = [], proximityPlacementGroupId }: HardenedVmScaleSetArgs): readonly Problem[] {
  if (zones.length <= 1 || proximityPlacementGroupId === undefined) return [];
  const reason = `zones are ${zones.join(", ")}, and a group is in one at most: leave one of them out`;
  return [{ property: "proximityPlacementGroupId", reason }];
}

/** learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-orchestration-modes. */
function userAssignedProblems({ identity }: HardenedVmScaleSetArgs): readonly Problem[] {
  if (identity?.type.includes("SystemAssigned") !== true) return [];
  const reason = `"${identity.type}" is not allowed: flexible orchestration takes UserAssigned alone`;
  return [{ property: "identity.type", reason }];
}

/** Azure puts six characters of its own behind it, and its API's description allows 15. */
function prefixProblems({ computerNamePrefix }: HardenedVmScaleSetArgs): readonly Problem[] {
  if (computerNamePrefix === undefined || /^[A-Za-z0-9][A-Za-z0-9-]{0,14}$/.test(computerNamePrefix)) return [];
  const reason = `"${computerNamePrefix}" is not allowed: give up to 15 letters, digits and -, the first no -`;
  return [{ property: "computerNamePrefix", reason }];
}

function upgradeProblems({ upgradePolicy = {} }: HardenedVmScaleSetArgs): readonly Problem[] {
  const { mode = UpgradeMode.Rolling, rollingUpgradePolicy: rolling } = upgradePolicy;
  const problems = choiceProblems("upgradePolicy.mode", mode, Object.values(UpgradeMode));
  if (rolling === undefined || problems.length > 0) return problems;
  const property = "upgradePolicy.rollingUpgradePolicy";
  if (mode !== UpgradeMode.Rolling) {
    return [{ property, reason: `the mode is ${mode}, which has none: leave it out, or choose Rolling` }];
  }
  const pause = rolling.pauseTimeBetweenBatches;
  return [
    ...percentages.flatMap(([name, least]) => wholeProblems(`${property}.${name}`, rolling[name], least, 100)),
    ...(pause === undefined || /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/.test(pause)
      ? []
      : [
          {
            property: `${property}.pauseTimeBetweenBatches`,
            reason: `"${pause}" is not allowed: give a duration as ISO 8601 has it, such as PT5M`,
          },
        ]),
  ];
}

/** learn.microsoft.com/rest/api/compute/virtual-machine-scale-sets/create-or-update#rollingupgradepolicy. */
const percentages = [
  ["maxBatchInstancePercent", 5],
  ["maxUnhealthyInstancePercent", 5],
  ["maxUnhealthyUpgradedInstancePercent", 0],
] as const;

function healthProblems({ health = {} }: HardenedVmScaleSetArgs): readonly Problem[] {
  const { protocol = HealthProtocol.Tcp, requestPath } = health;
  const unknown = choiceProblems("health.protocol", protocol, Object.values(HealthProtocol));
  return [
    ...unknown,
    ...(unknown.length > 0 ? [] : requestPathProblems(protocol, requestPath)),
    ...probes.flatMap(([name, least, most]) => wholeProblems(`health.${name}`, health[name], least, most)),
  ];
}

function requestPathProblems(protocol: HealthProtocol, requestPath: string | undefined): readonly Problem[] {
  const property = "health.requestPath";
  if (protocol === HealthProtocol.Tcp) {
    return requestPath === undefined
      ? []
      : [{ property, reason: "tcp asks for none: leave it out, or set protocol to http or https" }];
  }
  if (requestPath?.startsWith("/") === true) return [];
  const given = requestPath === undefined ? "there is none" : `"${requestPath}" is not allowed`;
  return [{ property, reason: `${given}: give what ${protocol} is to ask for, such as /health` }];
}

/** learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-health-extension, Rich Health States. */
const probes = [
  ["port", 1, 65535],
  ["intervalInSeconds", 5, 60],
  ["numberOfProbes", 1, 24],
  ["gracePeriod", 5, 14400],
] as const;

function verificationProblems({ verification = {} }: HardenedVmScaleSetArgs): readonly Problem[] {
  const { channel, timeoutSeconds } = verification;
  return [
    ...choiceProblems("verification.channel", channel, Object.values(InstanceVerificationChannel)),
    ...wholeProblems("verification.timeoutSeconds", timeoutSeconds, 60, 3600),
  ];
}

function wholeProblems(property: string, value: number | undefined, least: number, most: number): readonly Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  return [{ property, reason: `${value} is not allowed: give a whole number from ${least} to ${most}` }];
}
