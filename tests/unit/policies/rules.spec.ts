import assert from "node:assert/strict";
import { advice } from "#policies/advice";
import { Enforcement } from "#policies/enforcement";
import { fullyJudged } from "#policies/fully-judged";
import { policies, rules } from "azure-kdump-policies/policies";
import { policyOf } from "#policies/policy";
import { withConfig } from "../crashdump/judged";
import { alma, centos, debian, encoded, ubuntu } from "../platforms";
import { judge, type Props, runPack, today, validated, type Verdict } from "./harness";
import { hardened, images, unknownString, vm, writing } from "./vms";

const violating: Readonly<Record<string, readonly (readonly [what: string, props: Props, says: RegExp])[]>> = {
  "panic-reboots": [
    ["a VM without customData", vm(), /kernel\.panic is never set, and the debian-12 image leaves it at 0/],
    [
      "kernel.panic = 0",
      vm({ customData: writing("/etc/sysctl.d/9.conf", "kernel.panic = 0") }),
      /kernel\.panic is 0 in/,
    ],
    [
      "a wait of weeks",
      vm({ customData: writing("/etc/sysctl.d/9.conf", "kernel.panic = 2000000") }),
      /allows at most 300/,
    ],
  ],
  "kdump-configured": [
    ["a VM without customData", vm(), /nothing installs kdump-tools/],
    [
      "hardening that cloud-init never runs",
      vm({ customData: withConfig({ cloud_final_modules: ["final-message"] }) }),
      /cloud_final_modules .* leaves out scripts_user/,
    ],
  ],
  "crashkernel-reserved": [["a VM without customData", vm(), /nothing reserves memory/]],
  "kdump-conf-valid": [
    [
      "KB2858695's disk_timeout on EL 9",
      vm({ customData: writing("/etc/kdump.conf", "path /var/crash\ndisk_timeout 100\n"), image: images.alma }),
      /line 2 of \/etc\/kdump\.conf/,
    ],
  ],
  "no-driver-excluded": [
    [
      "a blacklisted hv_storvsc",
      vm({ customData: writing("/etc/modprobe.d/x.conf", "blacklist hv_storvsc\n") }),
      /hv_storvsc/,
    ],
  ],
  "kexec-not-blocked": [
    [
      "a hardening profile",
      vm({ customData: writing("/etc/sysctl.d/99-cis.conf", "kernel.kexec_load_disabled = 1\n") }),
      /kernel\.kexec_load_disabled is 1/,
    ],
  ],
  "platform-supports-kdump": [
    [
      "a Confidential VM",
      vm({ securityProfile: { securityType: "ConfidentialVM" } }),
      /securityType is ConfidentialVM/,
    ],
    ["a confidential size", vm({ vmSize: "Standard_DC4as_v5" }), /Standard_DC4as_v5 is a Confidential VM/],
    [
      "an image without cloud-init",
      vm({ image: images.centos76 }),
      /nothing in the image OpenLogic:CentOS:7\.6 reads customData/,
    ],
    [
      "generation 1 on a size without it",
      vm({ image: images.debianGen1, vmSize: "Standard_D2s_v6" }),
      /does not boot generation 1/,
    ],
    [
      "SCSI on a size with NVMe alone",
      vm({ image: images.debian11, vmSize: "Standard_D2s_v6" }),
      /attaches disks by NVMe/,
    ],
    [
      "Secure Boot on Debian's arm64 kernel",
      vm({
        image: images.debianArm,
        vmSize: "Standard_D2ps_v5",
        securityProfile: { securityType: "TrustedLaunch", uefiSettings: { secureBootEnabled: true } },
      }),
      /Secure Boot/,
    ],
  ],
  "cloud-init-effective": [
    ["bytes that are no base64", vm({ customData: "A" }), /discards all of the customData: it is not base64/],
    [
      "userData where cloud-init is too old for it",
      vm({ userData: encoded("#cloud-config\n{}"), image: images.debian11 }),
      /cloud-init 20\.4\.1 of debian-11 does not read userData/,
    ],
    ["both fields", vm({ customData: hardened(), userData: encoded("#cloud-config\n{}") }), /ignores userData/],
  ],
  "capture-kernel-recovers": [
    [
      "a halt after a failed dump",
      vm({ customData: writing("/etc/kdump.conf", "path /var/crash\nfailure_action halt\n"), image: images.alma }),
      /failure_action halt/,
    ],
  ],
  "dump-path-persistent": [
    [
      "dumps on the temporary disk",
      vm({ customData: writing("/etc/kdump.conf", "path /mnt/crash\n"), image: images.alma }),
      /lies on the temporary disk/,
    ],
    [
      "an ephemeral OS disk",
      vm({ customData: hardened(), osDisk: { diffDiskSettings: { option: "Local" } } }),
      /ephemeral/,
    ],
  ],
  "dump-space-sufficient": [
    [
      "a large memory beside Red Hat's /var",
      vm({ image: images.redHat, vmSize: "Standard_E16s_v5", osDisk: { diskSizeGB: 64 } }),
      /GiB/,
    ],
  ],
  "dump-private": [
    [
      "dumps as kdump-tools leaves them",
      vm({ customData: encoded("#cloud-config\npackages: [kdump-tools]\n") }),
      /read/,
    ],
  ],
  "release-supported": [
    ["CentOS 7", vm({ customData: hardened(centos), image: images.centos }), /end of life since 2024-06-30/],
  ],
  "boot-diagnostics-on": [["boot diagnostics off", vm({ bootDiagnostics: false }), /boot diagnostics are off/]],
  "early-panic-reboots": [
    [
      "a kernel.panic that comes too late for a panic at boot",
      vm({ customData: writing("/etc/sysctl.d/9.conf", "kernel.panic = 5") }),
      /kernel\.panic is 0 until the sysctls are set/,
    ],
  ],
  "oops-panics": [
    [
      "an oops that leaves a limping machine",
      vm({ customData: writing("/etc/sysctl.d/9.conf", "kernel.panic_on_oops = 0"), image: images.alma }),
      /kernel\.panic_on_oops is 0/,
    ],
  ],
  "nmi-panics": [
    [
      "an NMI that is ignored",
      vm({ customData: writing("/etc/sysctl.d/9.conf", "kernel.unknown_nmi_panic = 0") }),
      /kernel\.unknown_nmi_panic is 0/,
    ],
  ],
};

const compliant: Readonly<Record<string, Props>> = {
  "Debian 12": vm({ customData: hardened(debian) }),
  "AlmaLinux 9": vm({ customData: hardened(alma), image: images.alma }),
  "Ubuntu 24.04": vm({ customData: hardened(ubuntu), image: images.ubuntu }),
  "Debian 12 by userData": vm({ userData: hardened(debian) }),
};

const windows: Readonly<Record<string, Props>> = {
  "its image": {
    ...vm({ image: { publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku: "2022" } }),
    osProfile: {},
  },
  "its configuration": { osProfile: { windowsConfiguration: {} }, storageProfile: {} },
  "its disk": { storageProfile: { osDisk: { osType: "Windows", createOption: "Attach" } } },
};

function of(verdicts: Readonly<Record<string, Verdict>>, policy: string): Verdict {
  return verdicts[policy] ?? assert.fail(`there is no policy ${policy}`);
}

describe("the policy pack", () => {
  it("has a policy for its configuration, one per rule, and four for what no rule says; each says why and what to do", () => {
    const pack = policies();
    assert.deepEqual(
      pack.map(({ name, enforcementLevel }) => [name, enforcementLevel]),
      [
        ["configuration", "mandatory"],
        ["panic-reboots", "mandatory"],
        ["kdump-configured", "mandatory"],
        ["crashkernel-reserved", "mandatory"],
        ["kdump-conf-valid", "mandatory"],
        ["no-driver-excluded", "mandatory"],
        ["kexec-not-blocked", "mandatory"],
        ["platform-supports-kdump", "mandatory"],
        ["cloud-init-effective", "advisory"],
        ["capture-kernel-recovers", "advisory"],
        ["dump-path-persistent", "advisory"],
        ["dump-space-sufficient", "advisory"],
        ["dump-private", "advisory"],
        ["release-supported", "advisory"],
        ["boot-diagnostics-on", "advisory"],
        ["early-panic-reboots", "advisory"],
        ["oops-panics", "advisory"],
        ["nmi-panics", "advisory"],
        ["fully-judged", "advisory"],
        ["advice", "advisory"],
        ["guest-verified", "advisory"],
        ["exemptions-needed", "advisory"],
      ],
    );
    for (const { name, description, severity, remediationSteps, url } of pack) {
      assert.ok(description && severity && remediationSteps, name);
      assert.match(url ?? "", /^https:\/\//, name);
    }
  });

  for (const { name } of rules) {
    describe(name, () => {
      const cases = violating[name] ?? assert.fail(`no violating VM for ${name}`);
      for (const [what, props, says] of cases) {
        it(`rejects ${what}, and says what to do`, async () => {
          const { violations } = of(await judge(props), name);
          const said = violations.find((violation) => says.test(violation));
          assert.ok(said !== undefined, violations.join("\n") || "nothing reported");
          assert.match(said, /\nTo mend it: \S.*\.$/s);
        });
      }

      for (const [what, props] of Object.entries(compliant)) {
        it(`accepts a hardened VM: ${what}`, async () => {
          assert.deepEqual(of(await judge(props), name), { violations: [] });
        });
      }

      it("does not apply to other resources", async () => {
        for (const type of [
          "azure-native:network:NetworkInterface",
          "azure-native:compute:Disk",
          "pulumi:pulumi:Stack",
        ]) {
          assert.match(of(await judge({}, {}, type), name).notApplicable ?? "", /not a Linux VM/);
        }
      });

      for (const [what, props] of Object.entries(windows)) {
        it(`does not apply to a Windows VM, known by ${what}`, async () => {
          assert.match(of(await judge(props), name).notApplicable ?? "", /Windows/);
        });
      }
    });
  }

  it("says nothing at all of a hardened VM, in any of its policies", async () => {
    for (const props of Object.values(compliant)) {
      for (const [policy, verdict] of Object.entries(await judge(props))) {
        if (policy !== "configuration") assert.deepEqual(verdict, { violations: [] }, policy);
      }
    }
  });

  it("turns an error in a rule into a violation that names the rule and not the data", async () => {
    const fails = (): never => {
      throw new TypeError("secret");
    };
    const [rule = assert.fail()] = rules;
    const enforcement = new Enforcement(() => today);
    const broken = { ...rule, name: "broken", check: fails, checkExtension: fails };
    const said = ["broken failed to judge this VM (TypeError): report it as a bug"];
    const extension = { type: "azure-native:compute:VirtualMachineExtension", props: {} };
    for (const resource of [{ props: vm() }, extension]) {
      assert.deepEqual((await validated(policyOf(broken, enforcement), resource)).violations, said);
      for (const summary of [fullyJudged([broken], enforcement), advice([broken], enforcement)]) {
        assert.deepEqual((await validated(summary, resource)).violations, [], summary.name);
      }
    }
  });

  it("never quotes customData, which may hold secrets", async () => {
    const secret = encoded(
      "#cloud-config\nruncmd: ['kdump-config load --password hunter2']\nwrite_files: [{path: /etc/sysctl.d/hunter2.conf, content: 'kernel.panic = 0 hunter2'}]",
    );
    const said = JSON.stringify(await runPack([{ props: vm({ customData: secret, userData: secret }) }]));
    assert.doesNotMatch(said, /--password/);
    assert.doesNotMatch(said, /kernel\.panic = 0 hunter2/);
  });

  it("says in its own policy what cannot be told, without holding it against the VM", async () => {
    const customData = encoded("#cloud-config\nruncmd:\n- /opt/setup --sysctl kernel.panic=9\n- /opt/setup --kdump\n");
    const verdicts = await judge(vm({ customData }));
    for (const name of ["panic-reboots", "kdump-configured"]) assert.deepEqual(of(verdicts, name).violations, []);
    const [first, second] = of(verdicts, "fully-judged").violations;
    assert.match(first ?? "", /^panic-reboots: runcmd in the customData, line 2 is not understood, and may change/);
    assert.match(second ?? "", /^kdump-configured: runcmd in the customData, line 3 is not understood, and may/);
  });

  describe("of what is not known at preview", () => {
    it("says it once, and neither passes nor fails what depends on it", async () => {
      const verdicts = await judge(vm({ customData: unknownString }));
      for (const { name } of rules) assert.deepEqual(of(verdicts, name), { violations: [] }, name);
      assert.match(of(verdicts, "fully-judged").unknown ?? "", /^osProfile\.customData is not known yet/);
    });

    it("does not say that nothing tells the operating system", async () => {
      const verdicts = await judge({ ...vm(), osProfile: unknownString, storageProfile: unknownString });
      assert.deepEqual(of(verdicts, "fully-judged").violations, []);
      const nothing = await judge({ hardwareProfile: {}, osProfile: {}, storageProfile: { osDisk: {} } });
      assert.equal(of(nothing, "fully-judged").violations.length, 1);
    });

    it("judges all the rest", async () => {
      const verdicts = await judge(
        vm({ customData: unknownString, bootDiagnostics: false, vmSize: "Standard_DC2as_v5" }),
      );
      assert.equal(of(verdicts, "boot-diagnostics-on").violations.length, 1);
      assert.equal(of(verdicts, "platform-supports-kdump").violations.length, 1);
    });

    it("judges a VM of a size that is not known yet by all but its memory", async () => {
      const verdicts = await judge(vm({ vmSize: unknownString }));
      assert.equal(of(verdicts, "crashkernel-reserved").violations.length, 1);
      assert.match(of(verdicts, "fully-judged").unknown ?? "", /hardwareProfile\.vmSize/);
    });

    it("rejects what undoes any release's hardening, on an image that is not known yet", async () => {
      const customData = writing("/etc/sysctl.d/9.conf", "kernel.panic = 0");
      const verdicts = await judge(vm({ customData, image: { id: unknownString } }));
      assert.equal(of(verdicts, "panic-reboots").violations.length, 1);
      assert.deepEqual(of(verdicts, "kdump-configured").violations, []);
    });
  });

  describe("of an image that it does not know", () => {
    it("cannot tell, and says so once", async () => {
      const verdicts = await judge(vm({ customData: encoded("#cloud-config\n{}"), image: images.golden }));
      for (const { name } of rules) assert.deepEqual(of(verdicts, name).violations, [], name);
      const { violations } = of(verdicts, "fully-judged");
      assert.equal(violations.length, 1);
      assert.match(violations[0] ?? "", /the image \/subscriptions\/.*golden is not known/);
    });

    it("rejects what is wrong whatever it holds", async () => {
      for (const [name, path, content] of [
        ["panic-reboots", "/etc/sysctl.d/9.conf", "kernel.panic = 0"],
        ["no-driver-excluded", "/etc/modprobe.d/9.conf", "blacklist hv_storvsc"],
        ["kexec-not-blocked", "/etc/sysctl.d/9.conf", "kernel.kexec_load_disabled = 1"],
      ] as const) {
        const verdicts = await judge(vm({ customData: writing(path, content), image: images.golden }));
        assert.equal(of(verdicts, name).violations.length, 1, name);
      }
    });

    it("knows our own hardening by what it was made for", async () => {
      const verdicts = await judge(vm({ customData: hardened(centos), image: images.golden }));
      for (const [policy, { violations }] of Object.entries(verdicts)) assert.deepEqual(violations, [], policy);
    });
  });

  const malformed: Readonly<Record<string, Props>> = {
    "no properties": {},
    "null properties": { osProfile: null, storageProfile: null },
    "properties of wrong types": { osProfile: "x", storageProfile: [1], networkProfile: 5 },
    "a customData that is a number": vm({ customData: 5 }),
  };
  for (const [what, props] of Object.entries(malformed)) {
    it(`does not throw on ${what}`, async () => {
      await assert.doesNotReject(judge(props));
    });
  }
});
