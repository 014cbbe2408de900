import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Generation, HardenedVm, type HardenedVmArgs, Release } from "azure-kdump";
import { assess, harden, releaseNames, toCustomData } from "azure-kdump-core";
import { alma, debian } from "../platforms";
import { goodGuest } from "./guest";
import { register, valueOf } from "./stack";
import { at, find, type Json, required, vmOf } from "./vm";

describe("HardenedVm", () => {
  for (const mode of ["preview", "update"] as const) {
    it(`registers a network interface, a VM and its verification, and nothing else, at ${mode}`, async () => {
      const registered = await register(() => new HardenedVm("web", required), mode, goodGuest);
      assert.deepEqual(
        registered.map(({ type, name }) => [type, name]),
        [
          ["azure-kdump:index:HardenedVm", "web"],
          ["azure-native:network:NetworkInterface", "web-nic"],
          ["azure-native:compute:VirtualMachine", "web-vm"],
          ["azure-native:compute:VirtualMachineRunCommandByVirtualMachine", "web-verification"],
        ],
      );
    });

    it(`knows the customData at ${mode}, so that policies can judge it`, async () => {
      const registered = await register(() => new HardenedVm("web", required), mode, goodGuest);
      const customData = at(find(registered, "azure-native:compute:VirtualMachine").inputs, "osProfile.customData");
      assert.equal(customData, toCustomData(harden(debian)));
      assert.deepEqual(assess(debian, customData), []);
    });
  }

  it("has secure defaults", async () => {
    const vm = await vmOf({});
    const expected: Json = {
      "osProfile.linuxConfiguration.disablePasswordAuthentication": true,
      "osProfile.adminPassword": undefined,
      "osProfile.adminUsername": "azureuser",
      "diagnosticsProfile.bootDiagnostics.enabled": true,
      "securityProfile.securityType": "TrustedLaunch",
      "securityProfile.uefiSettings.secureBootEnabled": true,
      "hardwareProfile.vmSize": "Standard_D2s_v5",
      "storageProfile.imageReference.sku": "12-gen2",
      "storageProfile.osDisk.deleteOption": "Delete",
      "storageProfile.diskControllerType": undefined,
    };
    for (const [property, value] of Object.entries(expected)) assert.deepEqual(at(vm, property), value, property);
  });

  it("gives outputs: ids, addresses, image and the crash-dump configuration in effect", async () => {
    let vm: HardenedVm | undefined;
    await register(() => {
      vm = new HardenedVm("web", {
        ...required,
        publicIp: true,
        verification: { channel: "none" },
        crashDump: { panicTimeoutSeconds: 20 },
      });
    }, "update");
    assert.ok(vm?.publicIpAddress);
    assert.equal(await valueOf(vm.vmId), "/ids/web-vm");
    assert.equal(await valueOf(vm.vmName), "web-vm");
    assert.equal(await valueOf(vm.privateIpAddress), "10.0.0.4");
    assert.equal(await valueOf(vm.publicIpAddress), "192.0.2.7");
    assert.equal(await valueOf(vm.image), "Debian:debian-12:12-gen2:latest");
    assert.deepEqual(await valueOf(vm.crashDump), {
      panicTimeoutSeconds: 20,
      crashkernel: harden(debian).crashkernel,
      kdumpConfiguration: "/etc/default/kdump-tools",
      dumpPath: "/var/crash",
      dumpsKept: 3,
      revision: 1,
    });
  });

  it("carries the user's cloud-init between the hardening's two scripts", async () => {
    const cloudInit = "#cloud-config\npackages: [nginx]\n";
    assert.equal(at(await vmOf({ cloudInit }), "osProfile.customData"), toCustomData(harden(debian), cloudInit));
  });

  it("asks for NVMe where the size has nothing else", async () => {
    assert.equal(at(await vmOf({ vmSize: "Standard_D4s_v6" }), "storageProfile.diskControllerType"), "NVMe");
  });

  it("takes a custom image, and leaves Trusted Launch off for it unless asked", async () => {
    const vm = await vmOf({ imageId: "/images/golden", release: Release.AlmaLinux9 });
    assert.deepEqual(at(vm, "storageProfile.imageReference"), { id: "/images/golden" });
    assert.equal(vm["securityProfile"], undefined);
    assert.equal(at(vm, "osProfile.customData"), toCustomData(harden(alma)));
  });

  it("takes a custom image of a generation that the marketplace lacks", async () => {
    const vm = await vmOf({ imageId: "/images/golden", release: Release.Rocky9, generation: Generation.Gen1 });
    const rocky = { release: "rocky-9", architecture: "x64", generation: 1 } as const;
    assert.equal(at(vm, "osProfile.customData"), toCustomData(harden(rocky)));
  });

  it("knows every release that the core does", () => {
    assert.deepEqual(Object.values(Release), releaseNames);
  });

  it("names the marketplace terms of a Rocky image", async () => {
    const vm = await vmOf({ release: Release.Rocky9 });
    assert.equal(at(vm, "plan.publisher"), "resf");
  });

  it("leaves Secure Boot off where the kernel could not load a capture kernel under it", async () => {
    const vm = await vmOf({ architecture: "arm64", vmSize: "Standard_D2ps_v5" });
    assert.equal(vm["securityProfile"], undefined);
  });

  it("takes CentOS 6 as a custom image alone", async () => {
    const vm = await vmOf({ release: "centos-6", generation: 1, acceptEndOfLife: true, imageId: "/images/old" });
    assert.equal(at(vm, "storageProfile.imageReference.id"), "/images/old");
  });

  it("takes CentOS 7 of generation 1, when end of life is accepted", async () => {
    const vm = await vmOf({ release: Release.CentOS7, generation: Generation.Gen1, acceptEndOfLife: true });
    assert.equal(at(vm, "storageProfile.imageReference.sku"), "7_9");
    assert.equal(vm["securityProfile"], undefined);
  });

  const refused: readonly (readonly [string, Partial<HardenedVmArgs>, string, RegExp])[] = [
    [
      "a release that is end of life",
      { release: "centos-7" },
      "release",
      /end of life since 2024-06-30.*acceptEndOfLife/,
    ],
    [
      "a release that is not known",
      { release: "centos-5" as "centos-7" },
      "release",
      /choose one of centos-6, centos-7/,
    ],
    [
      "a generation without an image",
      { release: "rocky-9", generation: 1 },
      "generation",
      /no rocky-9 image for x64 of generation 1: choose .*, or give imageId/,
    ],
    [
      "CentOS 6 from the marketplace",
      { release: "centos-6", generation: 1, acceptEndOfLife: true },
      "release",
      /no Azure image of centos-6 runs cloud-init: give imageId/,
    ],
    [
      "Secure Boot on a kernel that cannot load a capture kernel under it",
      { architecture: "arm64", vmSize: "Standard_D2ps_v5", trustedLaunch: true },
      "trustedLaunch",
      /arm64 kernel of debian-12/,
    ],
    [
      "an architecture without a recipe",
      { release: "debian-11", acceptEndOfLife: true, architecture: "arm64", vmSize: "Standard_D2ps_v5" },
      "architecture",
      /choose x64/,
    ],
    ["a size of another architecture", { vmSize: "Standard_D2ps_v5" }, "vmSize", /is arm64, and architecture is x64/],
    ["a size that cannot boot the generation", { vmSize: "Standard_A2_v2" }, "vmSize", /cannot boot generation 2/],
    [
      "a size with NVMe alone for an image without it",
      { release: "centos-7", acceptEndOfLife: true, vmSize: "Standard_D2s_v6" },
      "vmSize",
      /NVMe.*SCSI/,
    ],
    ["a Confidential VM", { vmSize: "Standard_DC4as_v5" }, "vmSize", /Confidential VM/],
    [
      "Trusted Launch on an image without it",
      { release: "centos-7", acceptEndOfLife: true, trustedLaunch: true },
      "trustedLaunch",
      /does not support/,
    ],
    ["no SSH key", { sshPublicKeys: [] }, "sshPublicKeys", /at least one/],
    [
      "a private SSH key",
      { sshPublicKeys: ["-----BEGIN OPENSSH PRIVATE KEY-----"] },
      "sshPublicKeys[0]",
      /not an OpenSSH public key/,
    ],
    ["an administrator named root", { adminUsername: "root" }, "adminUsername", /reserved names/],
    ["two zones", { zones: ["1", "2"] }, "zones", /1, 2 are 2/],
    [
      "a cloud-init that would discard the hardening",
      { cloudInit: "#include\nhttps://example.com" },
      "cloudInit",
      /cannot be carried/,
    ],
    [
      "a cloud-init that is too large",
      { cloudInit: `#!/bin/sh\n${"#".repeat(60_000)}` },
      "cloudInit",
      /Azure takes 65535/,
    ],
    [
      "crash memory that the size cannot give",
      { vmSize: "Standard_B1s", crashDump: { crashkernel: "1G" } },
      "crashDump.crashkernel",
      /1024 MiB/,
    ],
    ["a dump directory on the temporary disk", { crashDump: { dumpPath: "/mnt" } }, "crashDump.dumpPath", /persistent/],
  ];
  for (const [what, args, propertyPath, reason] of refused) {
    it(`refuses ${what} at construction`, async () => {
      let caught: unknown;
      const registered = await register(() => {
        try {
          new HardenedVm("web", { ...required, ...args });
        } catch (error) {
          caught = error;
        }
      }, "preview");
      assert.ok(pulumi.InputPropertiesError.isInstance(caught), String(caught));
      assert.deepEqual(
        caught.errors.map((error) => error.propertyPath),
        [propertyPath],
      );
      assert.match(caught.errors[0]?.reason ?? "", reason);
      assert.deepEqual(registered, [], "nothing may be registered before the refusal");
    });
  }

  it("refuses everything that is wrong in one error", () => {
    assert.throws(
      () => new HardenedVm("web", { ...required, sshPublicKeys: [], zones: ["1", "2"], crashDump: { dumpLevel: 40 } }),
      /HardenedVm "web" cannot be made:\n {2}crashDump\.dumpLevel: .*\n {2}sshPublicKeys: .*\n {2}zones: /,
    );
  });
});
