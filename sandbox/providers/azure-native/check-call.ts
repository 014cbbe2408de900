import { CheckFailure, type CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { type CheckOptions, check } from "./check";
import { kindOf } from "./kinds";
import { fromStruct, toStruct } from "./properties";
import type { Provider } from "./service";
import { logicalNameOf, typeOf } from "./urn";

export function checkResource(request: CheckRequest, provider: Provider): CheckResponse {
  const naming = namingOf(request);
  const { inputs, failures } = check({
    kind: kindOf(typeOf(request.getUrn())),
    logicalName: logicalNameOf(request.getUrn()),
    inputs: fromStruct(request.getNews()),
    oldInputs: fromStruct(request.getOlds()),
    randomSeed: request.getRandomseed_asU8(),
    ...(naming === undefined ? {} : { naming }),
    configuredLocation: provider.configuredLocation,
    subscription: provider.subscription,
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
