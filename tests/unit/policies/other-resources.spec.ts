import assert from "node:assert/strict";
import { judge, type Props, reported, type Resource, runPack, urnOf } from "./harness";
import { hardened, unknownString, vm } from "./vms";

const extensionType = "azure-native:compute:VirtualMachineExtension";
const runCommandType = "azure-native:compute:VirtualMachineRunCommandByVirtualMachine";
const scaleSetType = "azure-native:compute:VirtualMachineScaleSet";

function customScript(settings: Props): Props {
  return { vmName: "vm", publisher: "Microsoft.Azure.Extensions", type: "CustomScript", settings };
}

describe("the policy pack, of extensions and run commands,", () => {
  const undoing: Readonly<Record<string, readonly [script: string, rule: string]>> = {
    "turns kdump off": ["systemctl disable --now kdump-tools; systemctl disable --now kdump", "kdump-configured"],
    "removes its package": ["apt-get -y purge kdump-tools", "kdump-configured"],
    "lets a panic hang": ["echo kernel.panic=0 > /etc/sysctl.d/99-x.conf", "panic-reboots"],
    "blacklists the disk's driver": ["echo blacklist hv_storvsc > /etc/modprobe.d/x.conf", "no-driver-excluded"],
  };
  for (const [what, [script, rule]] of Object.entries(undoing)) {
    it(`rejects a custom script that ${what}`, async () => {
      const verdicts = await judge(customScript({ commandToExecute: script }), {}, extensionType);
      assert.deepEqual(reported(verdicts), { [rule]: 1 });
    });

    it(`rejects a run command that ${what}`, async () => {
      const verdicts = await judge({ vmName: "vm", source: { script } }, {}, runCommandType);
      assert.deepEqual(reported(verdicts), { [rule]: 1 });
    });
  }

  it("accepts one that has nothing to do with dumps, or adds to them", async () => {
    for (const script of ["apt-get -y install nginx", "echo kernel.panic=9 > /etc/sysctl.d/99-x.conf"]) {
      const verdicts = await judge(customScript({ commandToExecute: script }), {}, extensionType);
      assert.deepEqual(reported(verdicts), {}, script);
    }
  });

  it("rejects Azure Disk Encryption, however it is spelled", async () => {
    const props = { vmName: "vm", publisher: "microsoft.azure.security", type: "AzureDiskEncryptionForLinux" };
    assert.deepEqual(reported(await judge(props, {}, extensionType)), { "platform-supports-kdump": 1 });
  });

  it("cannot tell of a script that is fetched from elsewhere", async () => {
    const props = customScript({ fileUris: ["https://example.org/setup.sh"], commandToExecute: "sh setup.sh" });
    assert.deepEqual(reported(await judge(props, {}, extensionType)), { "fully-judged": 1 });
  });

  it("says that a script is not known yet", async () => {
    const verdicts = await judge({ vmName: "vm", source: { script: unknownString } }, {}, runCommandType);
    assert.match(verdicts["fully-judged"]?.unknown ?? "", /source\.script is not known yet/);
    assert.deepEqual(reported(verdicts), {});
  });
});

describe("the policy pack, of other ways to a VM,", () => {
  const ways: readonly (readonly [type: string, props: Props])[] = [
    ["azure-native:azurefleet:Fleet", {}],
    ["azure-native:containerservice:ManagedCluster", {}],
    ["azure-native:resources:Deployment", { properties: { templateLink: { uri: "https://example.org/vm.json" } } }],
  ];
  for (const [type, props] of ways) {
    it(`cannot tell of ${type}, and says so`, async () => {
      assert.deepEqual(reported(await judge(props, {}, type)), { "fully-judged": 1 });
    });
  }
});

describe("guest-verified", () => {
  const machine: Resource = { props: vm({ customData: hardened() }) };
  const script = "test $(cat /sys/kernel/kexec_crash_loaded) = 1";
  const verifying = (props: Props, more: Partial<Resource> = {}): Resource => ({
    type: runCommandType,
    name: "verify",
    props: { vmName: "vm", source: { script }, treatFailureAsDeploymentFailure: true, ...props },
    dependencies: [urnOf({})],
    ...more,
  });

  async function complaints(...resources: readonly Resource[]): Promise<readonly string[]> {
    const verdicts = await runPack(resources);
    return verdicts["stack"]?.["guest-verified"]?.violations ?? assert.fail("no such policy");
  }

  it("names a VM that nothing verifies", async () => {
    const [complaint = ""] = await complaints(machine);
    assert.match(
      complaint,
      /^vm: nothing verifies in the guest that this VM is armed\.\nTo mend it: leave HardenedVm's verification on/,
    );
  });

  const accepted: Readonly<Record<string, Resource>> = {
    "a run command that fails the deployment": verifying({}),
    "a remote command": verifying({ create: script }, { type: "command:remote:Command" }),
    "a run command of the classic provider, which always fails the deployment": verifying(
      { treatFailureAsDeploymentFailure: undefined },
      { type: "azure:compute/runCommand:RunCommand" },
    ),
    "a run command whose script is not known yet": verifying({ source: { script: unknownString } }),
  };
  for (const [what, verification] of Object.entries(accepted)) {
    it(`accepts ${what}`, async () => {
      assert.deepEqual(await complaints(machine, verification), []);
    });
  }

  const refused: Readonly<Record<string, Resource>> = {
    "a run command whose failure nobody sees": verifying({ treatFailureAsDeploymentFailure: false }),
    "a run command that nobody waits for": verifying({ asyncExecution: true }),
    "a run command that only speaks of it": verifying({ source: { script: "#!/bin/sh\n# kexec_crash_loaded\ntrue" } }),
    "a run command that looks at something else": verifying({ source: { script: "uptime" } }),
    "a verification of another VM": verifying({}, { dependencies: [] }),
  };
  for (const [what, verification] of Object.entries(refused)) {
    it(`does not take ${what} for one`, async () => {
      assert.equal((await complaints(machine, verification)).length, 1);
    });
  }

  describe("of a scale set", () => {
    const set = (...extensions: readonly Props[]): Resource => {
      const virtualMachineProfile = { ...vm({ customData: hardened() }), extensionProfile: { extensions } };
      return { type: scaleSetType, props: { sku: { name: "Standard_D2s_v5" }, virtualMachineProfile } };
    };
    const customScript = (more: Props = {}): Props => ({
      publisher: "Microsoft.Azure.Extensions",
      type: "CustomScript",
      settings: { script: Buffer.from(script).toString("base64") },
      ...more,
    });
    const apart = (more: Props = {}): Resource => ({
      type: `${scaleSetType}Extension`,
      name: "verify",
      props: customScript(more),
      dependencies: [urnOf({ type: scaleSetType })],
    });
    const health = { publisher: "Microsoft.ManagedServices", type: "ApplicationHealthLinux", settings: { port: 22 } };

    it("names one that nothing verifies", async () => {
      const [complaint = ""] = await complaints(set(health));
      assert.match(complaint, /nothing verifies in the guest that the instances of this scale set are armed\./);
    });

    it("accepts an extension that looks at the kernel, in it or apart, or that is not known yet", async () => {
      assert.deepEqual(await complaints(set(health, customScript())), []);
      assert.deepEqual(await complaints(set(health), apart()), []);
      assert.deepEqual(await complaints(set(customScript({ settings: { script: unknownString } }))), []);
    });

    it("does not take one whose failure is suppressed, or that looks at something else", async () => {
      const elsewhere = { settings: { script: Buffer.from("uptime").toString("base64") } };
      for (const more of [{ suppressFailures: true }, elsewhere]) {
        assert.equal((await complaints(set(customScript(more)))).length, 1);
        assert.equal((await complaints(set(health), apart(more))).length, 1);
      }
    });

    it("has nothing to say of an instance, which has what its scale set has", async () => {
      const instance = { type: `${scaleSetType}VM`, props: vm({ customData: hardened() }) };
      assert.deepEqual(await complaints(instance), []);
    });
  });
});
