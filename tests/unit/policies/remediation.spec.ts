import assert from "node:assert/strict";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { policies } from "azure-kdump-policies/policies";
import { unknownCheckingProxy } from "#policies/unknown-value";
import { type Props, today, vmType } from "./harness";
import { unknownString, vm } from "./vms";

/** Runs the one remediation as the engine's host does: on a copy behind the SDK's proxy, which is changed in place. */
function remediated(props: Props, type = vmType): Props | undefined {
  const policy = policies(() => today).find(({ name }) => name === "boot-diagnostics-on");
  assert.ok(policy && "remediateResource" in policy && policy.remediateResource);
  const copy = structuredClone(props) as Record<string, unknown>;
  const result = policy.remediateResource({
    type,
    props: unknownCheckingProxy(copy),
    urn: `urn:pulumi:s::p::${type}::vm`,
    getConfig: () => ({}),
    notApplicable: () => {
      throw new Error("not applicable");
    },
  } as unknown as ResourceValidationArgs);
  return result === undefined ? undefined : copy;
}

describe("remediation", () => {
  it("is offered for boot diagnostics alone, which Azure turns on in place", () => {
    const offered = policies().filter((policy) => "remediateResource" in policy);
    assert.deepEqual(
      offered.map(({ name }) => name),
      ["boot-diagnostics-on"],
    );
  });

  it("turns them on, and leaves everything else as it is", () => {
    const before = vm({ bootDiagnostics: false, customData: unknownString });
    assert.deepEqual(remediated(before), vm({ bootDiagnostics: true, customData: unknownString }));
  });

  it("keeps a storage account that is given", () => {
    const storageUri = "https://logs.example.org/";
    const props = { ...vm(), diagnosticsProfile: { bootDiagnostics: { enabled: false, storageUri } } };
    assert.deepEqual(remediated(props)?.["diagnosticsProfile"], { bootDiagnostics: { enabled: true, storageUri } });
  });

  it("turns them on for a scale set's machines", () => {
    const { osProfile, storageProfile } = vm();
    const virtualMachineProfile = { osProfile, storageProfile };
    const props = { sku: { name: "Standard_D2s_v5" }, virtualMachineProfile };
    const after = remediated(props, "azure-native:compute:VirtualMachineScaleSet");
    assert.deepEqual(after?.["virtualMachineProfile"], {
      ...virtualMachineProfile,
      diagnosticsProfile: { bootDiagnostics: { enabled: true } },
    });
  });

  it("changes nothing where they are on", () => {
    assert.equal(remediated(vm()), undefined);
  });
});
