import assert from "node:assert/strict";
import { HardenedVmScaleSet, type HardenedVmScaleSetArgs } from "azure-kdump";
import { assess, harden, instanceCheckScript, toCustomData } from "azure-kdump-core";
import { debian, encoded } from "../platforms";
import { requiredOfSet, scaleSetOf, scaleSetType } from "./scale-set";
import { register, valueOf } from "./stack";
import { at, find, type Json, vmOf } from "./vm";

const profile = "virtualMachineProfile";
const nic = `${profile}.networkProfile.networkInterfaceConfigurations.0`;
const disks = `${profile}.storageProfile.dataDisks`;

describe("HardenedVmScaleSet", () => {
  for (const mode of ["preview", "update"] as const) {
    it(`registers a scale set and nothing else, whose customData is known, at ${mode}`, async () => {
      const made = await register(() => new HardenedVmScaleSet("web", requiredOfSet), mode);
      assert.deepEqual(
        made.map(({ type, name }) => [type, name]),
        [
          ["azure-kdump:index:HardenedVmScaleSet", "web"],
          [scaleSetType, "web-vmss"],
        ],
      );
      const customData = at(find(made, scaleSetType).inputs, `${profile}.osProfile.customData`);
      assert.equal(customData, toCustomData(harden(debian)));
      assert.deepEqual(assess(debian, customData), []);
    });
  }

  it("has secure defaults, in flexible orchestration with rolling upgrades", async () => {
    const set = await scaleSetOf({});
    const expected: Json = {
      orchestrationMode: "Flexible",
      platformFaultDomainCount: 1,
      singlePlacementGroup: false,
      sku: { name: "Standard_D2s_v5", capacity: 2 },
      upgradePolicy: { mode: "Rolling", rollingUpgradePolicy: { maxSurge: true } },
      zones: undefined,
      identity: undefined,
      [`${profile}.networkProfile.networkApiVersion`]: "2020-11-01",
      [`${nic}.deleteOption`]: "Delete",
      [`${nic}.networkSecurityGroup`]: undefined,
      [`${nic}.ipConfigurations`]: [{ name: "primary", primary: true, subnet: { id: "/subnets/vms" } }],
      [`${profile}.osProfile.computerNamePrefix`]: "web",
      [`${profile}.osProfile.adminUsername`]: "azureuser",
      [`${profile}.osProfile.adminPassword`]: undefined,
      [`${profile}.osProfile.linuxConfiguration.disablePasswordAuthentication`]: true,
      [`${profile}.securityProfile.securityType`]: "TrustedLaunch",
      [`${profile}.securityProfile.uefiSettings.secureBootEnabled`]: true,
      [`${profile}.diagnosticsProfile.bootDiagnostics.enabled`]: true,
      [`${profile}.storageProfile.osDisk`]: { createOption: "FromImage", deleteOption: "Delete", osType: "Linux" },
      [disks]: undefined,
      [`${profile}.priority`]: undefined,
      [`${profile}.extensionProfile.extensions`]: [
        {
          name: "azure-kdump-verification",
          publisher: "Microsoft.Azure.Extensions",
          type: "CustomScript",
          typeHandlerVersion: "2.1",
          autoUpgradeMinorVersion: true,
          settings: { script: encoded(instanceCheckScript(900)) },
        },
        {
          name: "health",
          publisher: "Microsoft.ManagedServices",
          type: "ApplicationHealthLinux",
          typeHandlerVersion: "2.0",
          autoUpgradeMinorVersion: true,
          settings: { protocol: "tcp", port: 22, gracePeriod: 600 },
          provisionAfterExtensions: ["azure-kdump-verification"],
        },
      ],
    };
    for (const [property, value] of Object.entries(expected)) assert.deepEqual(at(set, property), value, property);
  });

  it("gives its instances what a HardenedVm of the same arguments gets", async () => {
    const args = {
      release: "rocky-9",
      vmSize: "Standard_D4s_v6",
      cloudInit: "#cloud-config\npackages: [nginx]\n",
      crashDump: { panicTimeoutSeconds: 20 },
      osDisk: { sizeGiB: 64, caching: "ReadOnly" },
      encryptionAtHost: true,
      patchMode: "AutomaticByPlatform",
      bootDiagnosticsStorageUri: "https://logs.example.net/",
      priority: "Spot",
      evictionPolicy: "Delete",
      maxPrice: 0.05,
    } as const;
    const [set, vm] = [await scaleSetOf(args), await vmOf(args)];
    for (const property of [
      "osProfile.customData",
      "osProfile.linuxConfiguration",
      "storageProfile",
      "securityProfile",
      "diagnosticsProfile",
      "priority",
      "evictionPolicy",
      "billingProfile",
    ]) {
      assert.notEqual(at(vm, property), undefined, property);
      assert.deepEqual(at(set, `${profile}.${property}`), at(vm, property), property);
    }
    assert.deepEqual(set["plan"], vm["plan"]);
  });

  const taken: readonly (readonly [string, Partial<HardenedVmScaleSetArgs>, Json])[] = [
    [
      "zones, a capacity and user-assigned identities",
      {
        zones: ["1", "2", "3"],
        capacity: 9,
        identity: { type: "UserAssigned", userAssignedIdentities: ["/identities/web"] },
      },
      {
        zones: ["1", "2", "3"],
        sku: { name: "Standard_D2s_v5", capacity: 9 },
        identity: { type: "UserAssigned", userAssignedIdentities: ["/identities/web"] },
      },
    ],
    [
      "a proximity placement group in one zone",
      { zones: ["1"], proximityPlacementGroupId: "/groups/near" },
      { "proximityPlacementGroup.id": "/groups/near" },
    ],
    [
      "reserved capacity",
      { capacityReservationGroupId: "/groups/reserved" },
      { [`${profile}.capacityReservation.capacityReservationGroup.id`]: "/groups/reserved" },
    ],
    [
      "a network of the user's choice, on both kinds of address",
      {
        ipv6: true,
        networkSecurityGroupId: "/groups/closed",
        enableAcceleratedNetworking: true,
        applicationSecurityGroupIds: ["/groups/web"],
        loadBalancerBackendAddressPoolIds: ["/pools/balancer"],
        applicationGatewayBackendAddressPoolIds: ["/pools/gateway"],
      },
      {
        [`${nic}.networkSecurityGroup.id`]: "/groups/closed",
        [`${nic}.enableAcceleratedNetworking`]: true,
        [`${nic}.ipConfigurations`]: [
          {
            name: "primary",
            primary: true,
            subnet: { id: "/subnets/vms" },
            applicationSecurityGroups: [{ id: "/groups/web" }],
            loadBalancerBackendAddressPools: [{ id: "/pools/balancer" }],
            applicationGatewayBackendAddressPools: [{ id: "/pools/gateway" }],
          },
          {
            name: "ipv6",
            privateIPAddressVersion: "IPv6",
            subnet: { id: "/subnets/vms" },
            applicationSecurityGroups: [{ id: "/groups/web" }],
          },
        ],
      },
    ],
    [
      "upgrades as the user wants them",
      {
        upgradePolicy: {
          rollingUpgradePolicy: { maxSurge: false, maxBatchInstancePercent: 50, pauseTimeBetweenBatches: "PT5M" },
        },
      },
      {
        upgradePolicy: {
          mode: "Rolling",
          rollingUpgradePolicy: { maxSurge: false, maxBatchInstancePercent: 50, pauseTimeBetweenBatches: "PT5M" },
        },
      },
    ],
    ["upgrades by hand", { upgradePolicy: { mode: "Manual" } }, { upgradePolicy: { mode: "Manual" } }],
    [
      "a health of the application's own",
      { health: { protocol: "http", port: 8080, requestPath: "/health", numberOfProbes: 3, gracePeriod: 900 } },
      {
        [`${profile}.extensionProfile.extensions.1.settings`]: {
          protocol: "http",
          port: 8080,
          requestPath: "/health",
          numberOfProbes: 3,
          gracePeriod: 900,
        },
      },
    ],
    [
      "a patience of the user's own",
      { verification: { timeoutSeconds: 1800 } },
      { [`${profile}.extensionProfile.extensions.0.settings.script`]: encoded(instanceCheckScript(1800)) },
    ],
    [
      "no verification, which leaves CustomScript to the user",
      { verification: { channel: "none" } },
      {
        [`${profile}.extensionProfile.extensions.0.name`]: "health",
        [`${profile}.extensionProfile.extensions.0.provisionAfterExtensions`]: undefined,
        [`${profile}.extensionProfile.extensions.1`]: undefined,
      },
    ],
    [
      "a beginning of the host names",
      { computerNamePrefix: "w" },
      { [`${profile}.osProfile.computerNamePrefix`]: "w" },
    ],
  ];
  for (const [what, args, expected] of taken) {
    it(`takes ${what}`, async () => {
      const set = await scaleSetOf(args);
      for (const [property, value] of Object.entries(expected)) assert.deepEqual(at(set, property), value, property);
    });
  }

  it("begins host names with as much of its own name as they can hold", async () => {
    const set = await scaleSetOf({}, "a_very_long_name_of_a_set");
    assert.equal(at(set, `${profile}.osProfile.computerNamePrefix`), "a-very-long-nam");
  });

  it("gives each instance a dump disk under the LUN that the guest is told, and data disks beside it", async () => {
    const dumpDisk = { lun: 5, deleteOption: "Detach", diskEncryptionSetId: "/sets/keys" } as const;
    const set = await scaleSetOf({
      dumpDisk,
      dataDisks: [{ lun: 0, sizeGiB: 256, sku: "Premium_LRS", caching: "ReadOnly" }],
    });
    assert.deepEqual(at(set, disks), [
      {
        lun: 5,
        caching: "None",
        createOption: "Empty",
        deleteOption: "Detach",
        diskSizeGB: 16,
        managedDisk: { storageAccountType: "StandardSSD_LRS", diskEncryptionSet: { id: "/sets/keys" } },
      },
      {
        lun: 0,
        caching: "ReadOnly",
        createOption: "Empty",
        deleteOption: "Delete",
        diskSizeGB: 256,
        managedDisk: { storageAccountType: "Premium_LRS" },
      },
    ]);
    const customData = at(set, `${profile}.osProfile.customData`);
    assert.equal(customData, toCustomData(harden(debian, { dumpDisk: { lun: 5 } })));
  });

  it("registers without azure-native's version aliases, unless they are to be kept", async () => {
    for (const keepVersionAliases of [false, true]) {
      const made = await register(
        () => new HardenedVmScaleSet("web", { ...requiredOfSet, keepVersionAliases }),
        "preview",
      );
      assert.equal(find(made, scaleSetType).options.aliases.length > 0, keepVersionAliases);
    }
  });

  it("gives outputs: id, name, image and what cloud-init was told, which no guest has confirmed", async () => {
    let set: HardenedVmScaleSet | undefined;
    await register(() => {
      set = new HardenedVmScaleSet("web", { ...requiredOfSet, crashDump: { panicTimeoutSeconds: 20 } });
    }, "update");
    assert.ok(set);
    assert.equal(await valueOf(set.scaleSetId), "/ids/web-vmss");
    assert.equal(await valueOf(set.scaleSetName), "web-vmss");
    assert.equal(await valueOf(set.image), "Debian:debian-12:12-gen2:latest");
    assert.deepEqual(await valueOf(set.crashDump), {
      panicTimeoutSeconds: 20,
      crashkernel: harden(debian).crashkernel,
      kdumpConfiguration: "/etc/default/kdump-tools",
      dumpPath: "/var/crash",
      dumpsKept: 3,
      revision: 1,
    });
  });
});
