import { CheckFailure, type CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { fromStruct, toStruct } from "../protocol/properties";
import { logicalNameOf, typeOf } from "../protocol/urn";
import { type CheckOptions, check } from "./check";
import { kindOf } from "./kinds";
import type { Context } from "./service";

export function checkResource(request: CheckRequest, context: Context): CheckResponse {
  const naming = namingOf(request);
  const { inputs, failures } = check({
    kind: kindOf(typeOf(request.getUrn())),
    logicalName: logicalNameOf(request.getUrn()),
    inputs: fromStruct(request.getNews()),
    oldInputs: fromStruct(request.getOlds()),
    randomSeed: request.getRandomseed_asU8(),
    ...(naming === undefined ? {} : { naming }),
    configuredLocation: context.configuredLocation,
    subscription: context.subscription,
  });
  return new CheckResponse()
    .setInputs(toStruct(inputs))
    .setFailuresList(failures.map((reason) => new CheckFailure().setReason(reason)));
}

const MODES = ["propose", "enforce", "disable"] as const;

function namingOf(request: CheckRequest): CheckOptions["naming"] {
  const autonaming = request.getAutonaming();
  const mode = autonaming && MODES[autonaming.getMode()];
  return mode === undefined ? undefined : { mode, name: autonaming?.getProposedName() ?? "" };
}
