import assert from "node:assert/strict";
import { harden, toCustomData } from "azure-kdump-core";
import { policies, rules } from "azure-kdump-policies/bin/policies";
import { policyOf } from "azure-kdump-policies/bin/policy";
import { UnknownValueError } from "azure-kdump-policies/bin/unknown-value";
import { centos, debian, encoded } from "../platforms";
import { run } from "./harness";

const vmType = "azure-native:compute:VirtualMachine";
/** How the engine marks a string that is not known yet (sdk/go/common/resource/plugin/rpc.go). */
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const debianImage = { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" };
const almaImage = { publisher: "almalinux", offer: "almalinux-x86_64", sku: "9-gen2", version: "latest" };
const hardened = toCustomData(harden(debian));

function vm(customData?: unknown, imageReference: unknown = debianImage): Record<string, unknown> {
  return {
    osProfile: { computerName: "vm", ...(customData === undefined ? {} : { customData }) },
    storageProfile: { imageReference, osDisk: { createOption: "FromImage" } },
  };
}

function writing(path: string, content: string): string {
  return encoded(`#cloud-config\n${JSON.stringify({ write_files: [{ path, content }] })}`);
}

/** For each rule a VM that breaks it, whatever else is wrong with it. */
const violating: Readonly<Record<string, Record<string, unknown>>> = {
  "panic-reboots": vm(),
  "kdump-configured": vm(),
  "crashkernel-reserved": vm(),
  "kdump-conf-valid": vm(writing("/etc/kdump.conf", "path /var/crash\ndisk_timeout 100\n"), almaImage),
  "no-driver-excluded": vm(writing("/etc/modprobe.d/hyperv.conf", "blacklist hv_storvsc\n")),
  "kexec-not-blocked": vm(writing("/etc/sysctl.d/99-cis.conf", "kernel.kexec_load_disabled = 1\n")),
};

function policy(name: string) {
  return policies.find((candidate) => candidate.name === name) ?? assert.fail(name);
}

describe("the policy pack", () => {
  it("has one policy per rule, and one for what cannot be told", () => {
    assert.deepEqual(
      policies.map(({ name, enforcementLevel }) => [name, enforcementLevel]),
      [
        ["panic-reboots", "mandatory"],
        ["kdump-configured", "mandatory"],
        ["crashkernel-reserved", "mandatory"],
        ["kdump-conf-valid", "mandatory"],
        ["no-driver-excluded", "mandatory"],
        ["kexec-not-blocked", "mandatory"],
        ["fully-judged", "advisory"],
      ],
    );
  });

  for (const rule of rules) {
    describe(rule.name, () => {
      it("accepts a hardened VM", async () => {
        assert.deepEqual((await run(policy(rule.name), vmType, vm(hardened))).violations, []);
      });

      const wrong = violating[rule.name] ?? assert.fail(`no violating VM for ${rule.name}`);

      it("rejects a VM without it, and says what to do", async () => {
        const { violations } = await run(policy(rule.name), vmType, wrong);
        assert.equal(violations.length, 1);
        assert.match(violations[0] ?? "", /\nTo mend it: .*\.$/);
      });

      for (const type of [
        "azure-native:compute/v20240301:VirtualMachine",
        "azure-native:compute/v20200601preview:VirtualMachine",
        "azure-native_compute_v20240301:compute:VirtualMachine",
      ]) {
        it(`rejects it declared as ${type}`, async () => {
          assert.equal((await run(policy(rule.name), type, wrong)).violations.length, 1);
        });
      }

      it("does not apply to other resources", async () => {
        for (const type of [
          "azure-native:network:NetworkInterface",
          "azure-native:compute:Disk",
          "pulumi:pulumi:Stack",
        ]) {
          assert.match((await run(policy(rule.name), type, {})).notApplicable ?? "", /not a Linux VM/);
        }
      });

      const windows: Readonly<Record<string, Record<string, unknown>>> = {
        "its image": vm(undefined, { publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku: "2022" }),
        "its configuration": { osProfile: { windowsConfiguration: {} }, storageProfile: {} },
        "its disk": { storageProfile: { osDisk: { osType: "Windows", createOption: "Attach" } } },
      };
      for (const [what, props] of Object.entries(windows)) {
        it(`does not apply to a Windows VM, known by ${what}`, async () => {
          assert.notEqual((await run(policy(rule.name), vmType, props)).notApplicable, undefined);
        });
      }

      it("leaves a customData that is not known yet to the SDK, which reports it", async () => {
        await assert.rejects(run(policy(rule.name), vmType, vm(unknownString)), UnknownValueError);
      });

      it("never quotes customData, which may hold secrets", async () => {
        const secret = encoded(
          "#cloud-config\nruncmd: ['kdump-config load --password hunter2']\nwrite_files: [{path: /etc/sysctl.d/hunter2.conf, content: 'kernel.panic = 0 hunter2'}]",
        );
        for (const each of policies) {
          const { violations } = await run(each, vmType, vm(secret));
          assert.doesNotMatch(violations.join("\n"), /--password/);
          assert.doesNotMatch(violations.join("\n"), /kernel\.panic = 0 hunter2/);
        }
      });
    });
  }

  it("says in its own policy what cannot be told, without holding it against the VM", async () => {
    const props = vm(encoded("#cloud-config\nruncmd:\n- /opt/setup --sysctl kernel.panic=9\n- /opt/setup --kdump\n"));
    for (const name of ["panic-reboots", "kdump-configured"]) {
      assert.deepEqual((await run(policy(name), vmType, props)).violations, []);
    }
    const { violations } = await run(policy("fully-judged"), vmType, props);
    assert.match(
      violations[0] ?? "",
      /^panic-reboots: runcmd in the customData, line 2 is not understood, and may change/,
    );
    assert.match(violations[1] ?? "", /^kdump-configured: runcmd in the customData, line 3 is not understood, and may/);
  });

  it("cannot tell for an image that it does not know", async () => {
    const props = vm(encoded("#cloud-config\n{}"), { id: "/subscriptions/0/images/golden" });
    for (const { name } of rules) assert.deepEqual((await run(policy(name), vmType, props)).violations, []);
    const { violations } = await run(policy("fully-judged"), vmType, props);
    assert.equal(violations.length, rules.length);
    assert.match(violations.join("\n"), /the image \/subscriptions\/0\/images\/golden is not known/);
  });

  it("knows our own hardening on a custom image by what it was made for", async () => {
    const props = vm(toCustomData(harden(centos)), { id: "/subscriptions/0/images/golden" });
    for (const each of policies) assert.deepEqual((await run(each, vmType, props)).violations, []);
  });

  it("turns an error in a rule into a violation that names the rule and not the data", async () => {
    const [rule] = rules;
    const broken = policyOf({
      ...rule,
      name: "broken",
      check: () => {
        throw new TypeError("secret");
      },
    });
    const { violations } = await run(broken, vmType, vm());
    assert.deepEqual(violations, ["broken failed to judge this VM (TypeError): report it as a bug"]);
  });

  const malformed: Readonly<Record<string, Record<string, unknown>>> = {
    "no properties": {},
    "null properties": { osProfile: null, storageProfile: null },
    "properties of wrong types": { osProfile: "x", storageProfile: [1], networkProfile: 5 },
    "a customData that is a number": vm(5),
  };
  for (const [what, props] of Object.entries(malformed)) {
    it(`does not throw on ${what}`, async () => {
      for (const each of policies) await assert.doesNotReject(run(each, vmType, props));
    });
  }
});
