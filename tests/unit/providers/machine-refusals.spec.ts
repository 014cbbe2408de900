import { deepStrictEqual, doesNotMatch, rejects } from "node:assert";
import { readFileSync } from "node:fs";
import { Engine, type Known, type Properties } from "./engine";
import {
  CENTOS,
  CENTOS_GEN2,
  image,
  RSA_KEY,
  refused,
  type Surroundings,
  surroundings,
  UBUNTU_ARM,
  UBUNTU_GEN1,
  type VmOptions,
  vmArgs,
} from "./stack";

const NOTHING = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/";
const noTrustedLaunch = { securityProfile: {} };

/** A machine that Azure does not make: what is wrong with it, and how Azure says so. */
const machines: readonly (readonly [title: string, options: VmOptions, code: string, message: RegExp])[] = [
  [
    "a Gen1 image on a v6 size",
    { image: UBUNTU_GEN1, size: "Standard_D2s_v6", args: noTrustedLaunch },
    "BadRequest",
    /The selected VM size 'Standard_D2s_v6' cannot boot Hypervisor Generation '1'/,
  ],
  [
    "a Gen1 image on an Arm size",
    { image: CENTOS, size: "Standard_D2ps_v5", args: noTrustedLaunch },
    "BadRequest",
    /cannot boot Hypervisor Generation '1'/,
  ],
  ["a Gen2 image on an A size", { size: "Standard_A4_v2" }, "BadRequest", /cannot boot Hypervisor Generation '2'/],
  [
    "a Gen2 image on a size without premium storage",
    { size: "Standard_D1_v2" },
    "BadRequest",
    /cannot boot Hypervisor Generation '2'/,
  ],
  [
    "an x64 image on an Arm size",
    { size: "Standard_D2ps_v5" },
    "BadRequest",
    /only supports a CPU Architecture of 'Arm64'/,
  ],
  ["an Arm image on an x64 size", { image: UBUNTU_ARM }, "BadRequest", /only supports a CPU Architecture of 'x64'/],
  [
    "a SCSI image on an NVMe size",
    { image: CENTOS_GEN2, size: "Standard_D2s_v6", args: noTrustedLaunch },
    "InvalidParameter",
    /The VM size 'Standard_D2s_v6' cannot boot with OS image or disk/,
  ],
  [
    "the SCSI controller on an NVMe size",
    { size: "Standard_D2s_v6", storageProfile: { diskControllerType: "SCSI" } },
    "InvalidParameter",
    /cannot boot with DiskControllerType 'SCSI'/,
  ],
  [
    "the NVMe controller on a SCSI size",
    { storageProfile: { diskControllerType: "NVMe" } },
    "InvalidParameter",
    /cannot boot with DiskControllerType 'NVMe'/,
  ],
  [
    "more data disks than its size takes",
    { size: "Standard_D2s_v5", storageProfile: { dataDisks: [0, 1, 2, 3, 4].map(blank) } },
    "OperationNotAllowed",
    /The maximum number of data disks allowed to be attached to a VM of this size is 4/,
  ],
  [
    "two data disks at one LUN",
    { storageProfile: { dataDisks: [blank(1), blank(1)] } },
    "InvalidParameter",
    /A disk at LUN 1 already exists/,
  ],
  [
    "more interfaces than its size takes",
    {
      size: "Standard_D2s_v5",
      args: interfaces(...["a", "b", "c"].map((nic) => `${NOTHING}networkInterfaces/${nic}`)),
    },
    "NetworkInterfaceCountExceeded",
    /virtual machine vm\w+ exceeds .* size Standard_D2s_v5\. The number of network interfaces is 3 and .* is 2/,
  ],
  [
    "Trusted Launch of a Gen1 image",
    { image: UBUNTU_GEN1 },
    "BadRequest",
    /Use of TrustedLaunch setting is not supported for the provided image/,
  ],
  ["Trusted Launch of CentOS 7", { image: CENTOS_GEN2 }, "BadRequest", /TrustedLaunch/],
  [
    "an image that does not exist",
    { image: image("Canonical", "ubuntu-24_04-lts", "servr") },
    "PlatformImageNotFound",
    /The platform image 'Canonical:ubuntu-24_04-lts:servr:latest' is not available/,
  ],
  [
    "a size that is none",
    { size: "t3.large" },
    "InvalidParameter",
    /The value t3\.large provided for the VM size is not valid/,
  ],
  [
    "customData that is not base64",
    { osProfile: { customData: "#cloud-config" } },
    "InvalidParameter",
    /Custom data in OSProfile must be in Base64/,
  ],
  [
    "customData of 65536 bytes",
    { osProfile: { customData: Buffer.alloc(65536).toString("base64") } },
    "InvalidParameter",
    /maximum length of 87380/,
  ],
  [
    "no password and no key",
    { osProfile: { linuxConfiguration: { disablePasswordAuthentication: true } } },
    "InvalidParameter",
    /Authentication using either SSH or by user name and password/,
  ],
  [
    "passwords without a password",
    { osProfile: { linuxConfiguration: {} } },
    "InvalidParameter",
    /Required parameter 'adminPassword' is missing/,
  ],
  [
    "an ECDSA key",
    { osProfile: keys("ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY=") },
    "InvalidParameter",
    /linuxConfiguration\.ssh\.publicKeys\.keyData is invalid/,
  ],
  ["a key that is not one", { osProfile: keys("ssh-rsa nonsense") }, "InvalidParameter", /keyData is invalid/],
  [
    "a key in another place",
    { osProfile: keys(RSA_KEY, "/root/.ssh/authorized_keys") },
    "InvalidParameter",
    /limited to its default value \/home\/azureuser/,
  ],
  [
    "the user root",
    { osProfile: { adminUsername: "root" } },
    "InvalidParameter",
    /Admin Username specified is not allowed/,
  ],
  ["no OS profile", { args: { osProfile: undefined } }, "InvalidParameter", /'osProfile' is missing/],
  [
    "an interface that does not exist",
    { args: interfaces(`${NOTHING}networkInterfaces/none`) },
    "InvalidResourceReference",
    /networkInterfaces\/none referenced by resource .*virtualMachines\/vm\w+ was not found/,
  ],
  [
    "a wrong type",
    { args: { hardwareProfile: { vmSize: 2 } } },
    "InvalidRequestContent",
    /Path 'properties\.hardwareProfile\.vmSize'/,
  ],
  [
    "a wrong value of a closed enum",
    { storageProfile: { osDisk: { createOption: "FromImage", caching: "Sometimes" } } },
    "InvalidRequestContent",
    /Sometimes is not a valid value for .*caching/,
  ],
  [
    "a property Azure does not know",
    { osProfile: { customdata: "Zm9v" } },
    "InvalidRequestContent",
    /Could not find member 'customdata' on object of type 'OSProfile'\. Path 'osProfile\.customdata'/,
  ],
  ["a property Azure only reports", { args: { vmId: "mine" } }, "InvalidRequestContent", /'vmId'/],
];

const accepted: readonly (readonly [title: string, options: VmOptions])[] = [
  ["an NVMe image on an NVMe size", { size: "Standard_D2s_v6" }],
  ["a Gen1 image on a v5 size", { image: CENTOS, args: noTrustedLaunch }],
  ["an Arm image on an Arm size", { image: UBUNTU_ARM, size: "Standard_D2pds_v5", args: noTrustedLaunch }],
  [
    "an image of a publisher it does not know",
    { image: image("resf", "rockylinux-x86_64", "9-base"), size: "Standard_D2s_v6" },
  ],
  ["a custom image", { image: { id: "/subscriptions/0/resourceGroups/g/providers/Microsoft.Compute/images/mine" } }],
  ["as many data disks as its size takes", { storageProfile: { dataDisks: [0, 1, 2, 3].map(blank) } }],
  ["an Ed25519 key", { osProfile: keys(`ssh-ed25519 ${ed25519()}`) }],
  ["customData of 65535 bytes", { osProfile: { customData: Buffer.alloc(65535).toString("base64") } }],
  [
    "user assigned identities, which azure-native takes as a list",
    { args: { identity: { type: "UserAssigned", userAssignedIdentities: ["/subscriptions/0/x"] } } },
  ],
];

describe("of machines, the local Azure refuses", () => {
  const engine = new Engine();
  let around: Surroundings;
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(async () => {
    engine.clear();
    around = await surroundings(engine);
  });

  const machine = (options: VmOptions = {}, name = "vm") =>
    engine.up("compute:VirtualMachine", name, defined(vmArgs(around, options)));

  describe("a machine with", () => {
    for (const [title, options, code, message] of machines) {
      it(`${title}, and keeps nothing of it`, async () => {
        const before = readFileSync(engine.stateFile, "utf8");
        await refused(machine(options), code, message);
        deepStrictEqual(readFileSync(engine.stateFile, "utf8"), before);
      });
    }
  });

  describe("but not", () => {
    for (const [title, options] of accepted) it(title, () => machine(options));
  });

  it("a password of the wrong type without repeating it", () =>
    rejects(machine({ osProfile: { adminPassword: 20260704 } }), ({ message }: Error) => {
      doesNotMatch(message, /20260704/);
      return message.includes("adminPassword");
    }));

  describe("to change", () => {
    const changes: readonly (readonly [name: string, options: VmOptions])[] = [
      ["osProfile.customData", { osProfile: { customData: "Zm9v" } }],
      [
        "osProfile.adminUsername",
        { osProfile: { ...keys(RSA_KEY, "/home/other/.ssh/authorized_keys"), adminUsername: "other" } },
      ],
      ["osProfile.computerName", { osProfile: { computerName: "other" } }],
      ["linuxConfiguration.ssh.publicKeys", { osProfile: keys(`${RSA_KEY} two`) }],
      ["imageReference", { image: CENTOS_GEN2 }],
      ["availabilitySet.id", { args: { availabilitySet: { id: "/sets/web" } } }],
      ["priority", { args: { priority: "Spot" } }],
      ["zones", { args: { zones: ["2"] } }],
    ];
    for (const [name, options] of changes) {
      it(name, async () => {
        const vm = await machine();
        const change = engine.update(vm, { ...vm.inputs, ...vmArgs(around, options) });
        await refused(change, "PropertyChangeNotAllowed", new RegExp(`Changing property '${name}' is not allowed`));
      });
    }

    it("customData of a machine that was imported", async () => {
      const vm = await machine();
      const imported = (await engine.refresh({ urn: vm.urn, id: vm.id })) as Known;
      await refused(engine.update(imported, vm.inputs), "PropertyChangeNotAllowed", /osProfile\.customData/);
    });

    it("to a size that cannot boot the image", async () => {
      const vm = await machine();
      const smaller = { ...vm.inputs, hardwareProfile: { vmSize: "Standard_A2_v2" } };
      await refused(engine.update(vm, smaller), "BadRequest", /Generation '2'/);
    });

    it("the location of an interface, which azure-native does not replace for it", async () => {
      const moved = { ...around.nic.inputs, location: "northeurope" };
      await refused(
        engine.update(around.nic, moved),
        "InvalidResourceLocation",
        /already exists in location 'westeurope'/,
      );
    });
  });
});

function keys(keyData: string, path = "/home/azureuser/.ssh/authorized_keys"): Properties {
  return { linuxConfiguration: { disablePasswordAuthentication: true, ssh: { publicKeys: [{ path, keyData }] } } };
}

function interfaces(...ids: readonly string[]): Properties {
  return { networkProfile: { networkInterfaces: ids.map((id, index) => ({ id, primary: index === 0 })) } };
}

function blank(lun: number): Properties {
  return { lun, createOption: "Empty", diskSizeGB: 8 };
}

function ed25519(): string {
  return Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from("ssh-ed25519"), Buffer.alloc(36)]).toString("base64");
}

function defined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
