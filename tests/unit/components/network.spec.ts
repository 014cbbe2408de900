import assert from "node:assert/strict";
import { HardenedVm, type HardenedVmArgs } from "azure-kdump";
import { goodGuest } from "./guest";
import { type Registered, register, valueOf } from "./stack";
import { at, find, type Json, madeOf, named, nicType, refuses, required } from "./vm";

const nsgType = "azure-native:network:NetworkSecurityGroup";

async function nicOf(args: Partial<HardenedVmArgs>): Promise<Json> {
  return find(await madeOf(args), nicType).inputs;
}

describe("HardenedVm's network", () => {
  it("is one interface with an address that Azure gives, and nothing else", async () => {
    assert.deepEqual(await nicOf({}), {
      resourceGroupName: "group",
      ipConfigurations: [
        { name: "primary", primary: true, privateIPAllocationMethod: "Dynamic", subnet: { id: "/subnets/vms" } },
      ],
    });
  });

  it("takes a static address, security groups and accelerated networking", async () => {
    const nic = await nicOf({
      privateIPAddress: "10.0.0.9",
      networkSecurityGroupId: "/groups/nsg",
      applicationSecurityGroupIds: ["/groups/web", "/groups/db"],
      enableAcceleratedNetworking: true,
    });
    assert.equal(at(nic, "ipConfigurations.0.privateIPAddress"), "10.0.0.9");
    assert.equal(at(nic, "ipConfigurations.0.privateIPAllocationMethod"), "Static");
    assert.equal(at(nic, "networkSecurityGroup.id"), "/groups/nsg");
    assert.deepEqual(at(nic, "ipConfigurations.0.applicationSecurityGroups"), [
      { id: "/groups/web" },
      { id: "/groups/db" },
    ]);
    assert.equal(nic["enableAcceleratedNetworking"], true);
  });

  it("is accelerated on a size of which nobody knows whether it can be", async () => {
    const nic = await nicOf({ vmSize: "Standard_Z2s_v9", enableAcceleratedNetworking: true });
    assert.equal(nic["enableAcceleratedNetworking"], true);
  });

  it("has an IPv6 address beside the other where that is wanted, in the same subnet and groups", async () => {
    const nic = await nicOf({ ipv6: true, publicIp: true, applicationSecurityGroupIds: ["/groups/web"] });
    assert.deepEqual((nic["ipConfigurations"] as readonly Json[])[1], {
      name: "ipv6",
      privateIPAddressVersion: "IPv6",
      privateIPAllocationMethod: "Dynamic",
      subnet: { id: "/subnets/vms" },
      applicationSecurityGroups: [{ id: "/groups/web" }],
    });
    assert.equal(at(await nicOf({ ipv6: false }), "ipConfigurations.1"), undefined);
  });

  it("has more interfaces, each in a subnet and with what it is given, behind the primary one", async () => {
    const made = await madeOf({
      vmSize: "Standard_D8s_v5",
      publicIp: true,
      tags: { team: "kernel" },
      additionalNetworkInterfaces: [
        { name: "storage", subnetId: "/subnets/storage", enableAcceleratedNetworking: true, ipv6: true },
        {
          name: "backup",
          subnetId: "/subnets/backup",
          privateIPAddress: "10.0.2.9",
          networkSecurityGroupId: "/groups/backup",
        },
      ],
    });
    const [storage, backup] = [named(made, "web-nic-storage"), named(made, "web-nic-backup")];
    assert.equal(at(storage, "ipConfigurations.0.subnet.id"), "/subnets/storage");
    assert.equal(at(storage, "ipConfigurations.1.subnet.id"), "/subnets/storage");
    assert.equal(storage["enableAcceleratedNetworking"], true);
    assert.deepEqual(storage["tags"], { team: "kernel" });
    assert.equal(at(backup, "ipConfigurations.0.privateIPAddress"), "10.0.2.9");
    assert.equal(at(backup, "networkSecurityGroup.id"), "/groups/backup");
    for (const other of [storage, backup]) assert.equal(at(other, "ipConfigurations.0.publicIPAddress"), undefined);
    assert.equal(storage["networkSecurityGroup"], undefined);
    assert.deepEqual(at(named(made, "web-vm"), "networkProfile.networkInterfaces"), [
      { id: "/ids/web-nic", primary: true },
      { id: "/ids/web-nic-storage", primary: false },
      { id: "/ids/web-nic-backup", primary: false },
    ]);
  });

  it("has a public address only behind a group that lets nobody in from outside", async () => {
    const made = await madeOf({ publicIp: true, tags: { team: "kernel" } });
    assert.deepEqual(named(made, "web-nsg"), { resourceGroupName: "group", tags: { team: "kernel" } });
    assert.equal(at(named(made, "web-nic"), "networkSecurityGroup.id"), "/ids/web-nsg");
    assert.equal(at(named(made, "web-nic"), "ipConfigurations.0.publicIPAddress.id"), "/ids/web-ip");
  });

  it("admits SSH, and that alone, from where it is said to come", async () => {
    const sshSourceAddressPrefixes = ["203.0.113.0/24", "198.51.100.7", "2001:db8::/48"];
    const { securityRules } = named(await madeOf({ publicIp: true, sshSourceAddressPrefixes }), "web-nsg");
    assert.deepEqual(securityRules, [
      {
        name: "ssh",
        priority: 1000,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        sourceAddressPrefixes: sshSourceAddressPrefixes,
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "22",
      },
    ]);
  });

  it("makes no group where one is given", async () => {
    const made = await madeOf({ publicIp: true, networkSecurityGroupId: "/groups/nsg" });
    assert.ok(!made.some(({ type }) => type === nsgType));
    assert.equal(at(named(made, "web-nic"), "networkSecurityGroup.id"), "/groups/nsg");
  });

  it("takes interfaces that exist, the first as the primary one, and knows its address", async () => {
    const ids = ["first", "second"].map(
      (nic) => `/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/networkInterfaces/${nic}`,
    );
    const addresses = [{ privateIPAddress: "10.0.0.6" }, { primary: true, privateIPAddress: "10.0.0.5" }];
    let vm: HardenedVm | undefined;
    let registered: readonly Registered[] = [];
    const { resourceGroupName, release, sshPublicKeys } = required;
    registered = await register(
      () => {
        vm = new HardenedVm("web", { resourceGroupName, release, sshPublicKeys, networkInterfaceIds: ids });
      },
      "update",
      { ...goodGuest, first: { ipConfigurations: addresses } },
    );
    assert.ok(!registered.some(({ type }) => type === nicType));
    assert.deepEqual(at(named(registered, "web-vm"), "networkProfile.networkInterfaces"), [
      { id: ids[0], primary: true },
      { id: ids[1], primary: false },
    ]);
    assert.equal(await valueOf(vm?.privateIpAddress ?? assert.fail("no VM")), "10.0.0.5");
  });

  const source = "sshSourceAddressPrefixes";
  const open = { publicIp: true } as const;
  const privateKey = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
  refuses([
    ["no way to a network", { subnetId: undefined }, "subnetId", /give the subnet .*, or networkInterfaceIds/],
    [
      "no interface at all",
      { subnetId: undefined, networkInterfaceIds: [] },
      "networkInterfaceIds",
      /give at least one, or leave it out/,
    ],
    [
      "a subnet beside interfaces that exist",
      { networkInterfaceIds: ["/nics/a"] },
      "subnetId",
      /leave one of them out/,
    ],
    [
      "a public address of interfaces that exist",
      { subnetId: undefined, networkInterfaceIds: ["/nics/a"], publicIp: true },
      "publicIp",
      /an interface that exists is as it is/,
    ],
    [
      "interfaces of its own beside those that exist",
      {
        subnetId: undefined,
        networkInterfaceIds: ["/nics/a"],
        additionalNetworkInterfaces: [{ name: "b", subnetId: "/subnets/b" }],
      },
      "additionalNetworkInterfaces",
      /leave one of them out/,
    ],
    [
      "two interfaces of one name",
      {
        vmSize: "Standard_D8s_v5",
        additionalNetworkInterfaces: [
          { name: "b", subnetId: "/subnets/b" },
          { name: "b", subnetId: "/subnets/c" },
        ],
      },
      "additionalNetworkInterfaces[1].name",
      /"b" is another's/,
    ],
    [
      "an interface whose name no resource can have",
      { additionalNetworkInterfaces: [{ name: "B_1", subnetId: "/subnets/b" }] },
      "additionalNetworkInterfaces[0].name",
      /lower-case letters/,
    ],
    [
      "a static IPv6 address of an interface",
      { additionalNetworkInterfaces: [{ name: "b", subnetId: "/subnets/b", privateIPAddress: "2001:db8::4" }] },
      "additionalNetworkInterfaces[0].privateIPAddress",
      /give an IPv4 address/,
    ],
    [
      "more interfaces than the VM size takes",
      { additionalNetworkInterfaces: ["b", "c"].map((name) => ({ name, subnetId: "/subnets/b" })) },
      "additionalNetworkInterfaces",
      /3 interfaces are given, the primary one included, and Standard_D2s_v5 takes 2/,
    ],
    [
      "more interfaces that exist than the VM size takes",
      { subnetId: undefined, networkInterfaceIds: ["/nics/a", "/nics/b", "/nics/c"] },
      "networkInterfaceIds",
      /3 interfaces are given/,
    ],
    [
      "accelerated networking on a size without it",
      { vmSize: "Standard_B2s", enableAcceleratedNetworking: true },
      "enableAcceleratedNetworking",
      /Standard_B2s has no accelerated networking/,
    ],
    [
      "accelerated networking of another interface on a size without it",
      {
        vmSize: "Standard_B2s",
        additionalNetworkInterfaces: [{ name: "b", subnetId: "/subnets/b", enableAcceleratedNetworking: true }],
      },
      "additionalNetworkInterfaces[0].enableAcceleratedNetworking",
      /Standard_B2s has no accelerated networking/,
    ],
    ["an address that is none", { privateIPAddress: "10.0.0" }, "privateIPAddress", /give an IPv4 address/],
    ["SSH without a public address", { [source]: ["203.0.113.1"] }, source, /set publicIp, or leave it out/],
    [
      "SSH beside a group that is given",
      { ...open, [source]: ["203.0.113.1"], networkSecurityGroupId: "/groups/nsg" },
      source,
      /its rules decide/,
    ],
    ["SSH from everybody", { ...open, [source]: ["0.0.0.0/0"] }, `${source}[0]`, /is everybody/],
    ["SSH from a wildcard", { ...open, [source]: ["*"] }, `${source}[0]`, /an address or a range/],
    ["SSH from a range that is none", { ...open, [source]: ["10.0.0.0/33"] }, `${source}[0]`, /an address or a range/],
    [
      "a verification by SSH that nobody admits",
      { ...open, verification: { channel: "ssh", ssh: { privateKey, readHostKey: true } } },
      source,
      /the verification connects by SSH to the public IP address/,
    ],
  ]);
});
