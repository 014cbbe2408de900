import { deepStrictEqual, rejects } from "node:assert";
import { Engine, type Known, type Properties } from "./engine";
import { inGroup, nicArgs, refused, type Surroundings, surroundings, type VmOptions, vmArgs } from "./stack";

const NOTHING = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/";

describe("the local Azure refuses", () => {
  const engine = new Engine();
  let around: Surroundings;
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(async () => {
    engine.clear();
    around = await surroundings(engine);
  });

  const machine = (options: VmOptions = {}, name = "vm") =>
    engine.up("compute:VirtualMachine", name, vmArgs(around, options));

  it("a name that is taken, in azure-native's own words", async () => {
    const { group, nic } = around;
    const args = { ...nicArgs(group, around.subnet), networkInterfaceName: nic.outputs["name"] };
    await rejects(engine.up("network:NetworkInterface", "nic", args), {
      message: `cannot create already existing resource '${nic.id}'`,
    });
  });

  it("an interface that another machine has", async () => {
    const first = await machine({}, "first");
    await refused(machine({}, "second"), "NicInUse", new RegExp(`is used by existing resource ${first.id}`));
  });

  it("a disk that another machine has, and one whose name is taken", async () => {
    const disk = await engine.up("compute:Disk", "data", {
      ...inGroup(around.group),
      creationData: { createOption: "Empty" },
      diskSizeGB: 8,
    });
    const dataDisks = [{ lun: 0, createOption: "Attach", managedDisk: { id: disk.id } }];
    await machine({ storageProfile: { dataDisks } }, "first");
    await refused(engine.destroy(disk), "OperationNotAllowed", /is attached to VM .*first/);
    const nic = await engine.up("network:NetworkInterface", "nic2", nicArgs(around.group, around.subnet));
    const second = (storageProfile: Properties) =>
      engine.up("compute:VirtualMachine", "second", vmArgs({ group: around.group, nic }, { storageProfile }));
    await refused(second({ dataDisks }), "ConflictingUserInput", /already owned by VM .*first/);
    const osDisk = { createOption: "FromImage", name: disk.outputs["name"] };
    await refused(second({ osDisk }), "ConflictingUserInput", /Only CreateOption.Attach is supported/);
  });

  describe("to delete", () => {
    it("an interface in use", async () => {
      await machine();
      await refused(engine.destroy(around.nic), "NicInUse", /aka\.ms\/deletenic/);
    });

    it("a subnet in use, alone or with its network", async () => {
      await refused(
        engine.destroy(around.subnet),
        "InUseSubnetCannotBeDeleted",
        /ipConfigurations\/ipconfig and cannot/,
      );
      await refused(engine.destroy(around.network), "InUseSubnetCannotBeDeleted", /Subnet default is in use/);
      const without = { ...around.network.inputs, subnets: [] };
      await refused(engine.update(around.network, without), "InUseSubnetCannotBeDeleted", /Subnet default is in use/);
    });

    it("a public IP address, a security group and a NAT gateway in use", async () => {
      const group = inGroup(around.group);
      const address = await engine.up("network:PublicIPAddress", "ip", {
        ...group,
        publicIPAllocationMethod: "Static",
      });
      const rules = await engine.up("network:NetworkSecurityGroup", "nsg", group);
      const gateway = await engine.up("network:NatGateway", "nat", {
        ...group,
        publicIpAddresses: [{ id: address.id }],
      });
      await engine.update(around.subnet, {
        ...around.subnet.inputs,
        natGateway: { id: gateway.id },
        networkSecurityGroup: { id: rules.id },
      });
      await refused(
        engine.destroy(address),
        "PublicIPAddressCannotBeDeleted",
        /still allocated to resource .*natGateways/,
      );
      await refused(engine.destroy(rules), "InUseNetworkSecurityGroupCannotBeDeleted", /subnets\/default/);
      await refused(
        engine.destroy(gateway),
        "CannotDeleteNatGatewayAssociatedToSubnet",
        /still configured on 1 subnets/,
      );
    });
  });

  describe("a network resource", () => {
    const subnet = (prefix: string) =>
      engine.up("network:Subnet", "other", {
        ...inGroup(around.group),
        virtualNetworkName: around.network.outputs["name"],
        addressPrefix: prefix,
      });
    const nic = (configuration: Properties, from: Pick<Known, "id"> = around.subnet) =>
      engine.up("network:NetworkInterface", "other", nicArgs(around.group, from, configuration));

    it("in a resource group that does not exist", () =>
      refused(
        engine.up("network:NatGateway", "nat", { resourceGroupName: "none", location: "westeurope" }),
        "ResourceGroupNotFound",
        /Resource group 'none' could not be found/,
      ));

    it("without a location, which Check would have asked for", () => {
      const inputs = { ...inGroup(around.group), natGatewayName: "nat" };
      return refused(engine.create("network:NatGateway", "nat", inputs), "LocationRequired", /location property/);
    });

    it("in a network that does not exist", () => {
      const args = { ...inGroup(around.group), virtualNetworkName: "none", addressPrefix: "10.0.0.0/24" };
      return refused(
        engine.up("network:Subnet", "s", args),
        "ParentResourceNotFound",
        /virtualNetworks\/none' could not/,
      );
    });

    for (const [title, prefix, code] of [
      ["a subnet outside its network", "10.9.0.0/24", "NetcfgSubnetRangeOutsideVnet"],
      ["a subnet over another", "10.0.0.0/23", "NetcfgSubnetRangesOverlap"],
      ["a subnet that starts in the middle", "10.0.2.1/24", "InvalidCIDRNotation"],
      ["a subnet that is not one", "10.0.2.0", "InvalidAddressPrefixFormat"],
    ] as const) {
      it(`that is ${title}`, () => refused(subnet(prefix), code, /other|10\.0\.2/));
    }

    it("whose subnet, NAT gateway or public IP address does not exist, or lies elsewhere", async () => {
      const missing = /was not found\. Please make sure that the referenced resource exists/;
      const none = { id: `${around.network.id}/subnets/none` };
      await refused(nic({}, none), "InvalidResourceReference", missing);
      const publicIPAddress = { id: `${NOTHING}publicIPAddresses/none` };
      await refused(nic({ publicIPAddress }), "InvalidResourceReference", missing);
      const natGateway = { id: `${NOTHING}natGateways/none` };
      const update = engine.update(around.subnet, { ...around.subnet.inputs, natGateway });
      await refused(update, "InvalidResourceReference", missing);
      const elsewhere = { ...nicArgs(around.group, around.subnet), location: "northeurope" };
      await refused(engine.up("network:NetworkInterface", "far", elsewhere), "InvalidResourceReference", missing);
    });

    it("whose address is outside its subnet or taken", async () => {
      const fixed = (privateIPAddress: string) => nic({ privateIPAllocationMethod: "Static", privateIPAddress });
      await refused(fixed("10.0.2.4"), "PrivateIPAddressNotInSubnet", /subnet prefix 10\.0\.1\.0\/24/);
      await refused(fixed("10.0.1.4"), "PrivateIPAddressInUse", /private IP address 10\.0\.1\.4/);
    });

    it("whose subnet is full", async () => {
      const small = await subnet("10.0.2.0/29");
      for (const name of ["a", "b", "c"]) {
        await engine.up("network:NetworkInterface", name, nicArgs(around.group, small));
      }
      await refused(nic({}, small), "SubnetIsFull", /10\.0\.2\.0\/29/);
    });

    it("with an IPv6 address where its subnet has none to give, and no other", async () => {
      const { group, network } = around;
      const configured = (from: Pick<Known, "id">) => ({
        ...inGroup(group),
        ipConfigurations: [
          { name: "primary", primary: true, subnet: { id: from.id } },
          { name: "ipv6", privateIPAddressVersion: "IPv6", subnet: { id: from.id } },
        ],
      });
      await refused(
        engine.up("network:NetworkInterface", "old", configured(around.subnet)),
        "SubnetIsFull",
        /10\.0\.1\.0\/24/,
      );
      const dual = await engine.up("network:Subnet", "dual", {
        ...inGroup(group),
        virtualNetworkName: network.outputs["name"],
        addressPrefixes: ["10.0.3.0/24", "fd00:db8:0:3::/64"],
      });
      const addresses: unknown[] = [];
      for (const name of ["a", "b"]) {
        const { outputs } = await engine.up("network:NetworkInterface", name, configured(dual));
        const given = outputs["ipConfigurations"] as readonly Properties[];
        addresses.push(given.map(({ privateIPAddress }) => privateIPAddress));
      }
      deepStrictEqual(addresses, [
        ["10.0.3.4", "fd00:db8:0:3::4"],
        ["10.0.3.5", "fd00:db8:0:3::5"],
      ]);
    });

    it("whose public IP address another has", async () => {
      const address = await engine.up("network:PublicIPAddress", "ip", {
        ...inGroup(around.group),
        publicIPAllocationMethod: "Static",
      });
      await engine.up(
        "network:NetworkInterface",
        "a",
        nicArgs(around.group, around.subnet, { publicIPAddress: { id: address.id } }),
      );
      await refused(nic({ publicIPAddress: { id: address.id } }), "PublicIPAddressInUse", /already allocated/);
    });
  });
});
