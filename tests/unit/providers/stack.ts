import { ok, rejects } from "node:assert";
import type { Engine, Known, Properties } from "./engine";

const KEY_BLOB = Buffer.concat([Buffer.from([0, 0, 0, 7]), Buffer.from("ssh-rsa"), Buffer.alloc(128, 7)]);
/** In the form of an RSA public key; nobody has the other half, as there is none. */
export const RSA_KEY = `ssh-rsa ${KEY_BLOB.toString("base64")} somebody`;

export const UBUNTU = image("Canonical", "ubuntu-24_04-lts", "server");
export const UBUNTU_GEN1 = image("Canonical", "ubuntu-24_04-lts", "server-gen1");
export const UBUNTU_ARM = image("Canonical", "ubuntu-24_04-lts", "server-arm64");
export const CENTOS = image("OpenLogic", "CentOS", "7_9");
export const CENTOS_GEN2 = image("OpenLogic", "CentOS", "7_9-gen2");

export function image(publisher: string, offer: string, sku: string) {
  return { publisher, offer, sku, version: "latest" };
}

/** A resource group, a network and one interface in it: what a machine needs. */
export interface Surroundings {
  readonly group: Known;
  readonly network: Known;
  readonly subnet: Known;
  readonly nic: Known;
}

export async function surroundings(engine: Engine): Promise<Surroundings> {
  const group = await engine.up("resources:ResourceGroup", "rg", { location: "westeurope" });
  const network = await engine.up("network:VirtualNetwork", "net", {
    ...inGroup(group),
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  });
  const subnet = await engine.up("network:Subnet", "default", {
    ...inGroup(group),
    virtualNetworkName: network.outputs["name"],
    addressPrefix: "10.0.1.0/24",
  });
  return { group, network, subnet, nic: await engine.up("network:NetworkInterface", "nic", nicArgs(group, subnet)) };
}

export function inGroup(group: Known) {
  return { resourceGroupName: group.outputs["name"] };
}

export function nicArgs(group: Known, subnet: Pick<Known, "id">, configuration: Properties = {}): Properties {
  return {
    ...inGroup(group),
    ipConfigurations: [{ name: "ipconfig", subnet: { id: subnet.id }, ...configuration }],
  };
}

/** The arguments a HardenedVm would pass, with whatever a test wants otherwise. */
export function vmArgs({ group, nic }: Pick<Surroundings, "group" | "nic">, other: VmOptions = {}): Properties {
  return {
    ...inGroup(group),
    hardwareProfile: { vmSize: other.size ?? "Standard_D2s_v5" },
    networkProfile: { networkInterfaces: [{ id: nic.id, primary: true }] },
    osProfile: {
      computerName: "vm",
      adminUsername: "azureuser",
      customData: Buffer.from("#cloud-config\n").toString("base64"),
      linuxConfiguration: {
        disablePasswordAuthentication: true,
        ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: RSA_KEY }] },
      },
      ...other.osProfile,
    },
    storageProfile: {
      imageReference: other.image ?? UBUNTU,
      osDisk: {
        createOption: "FromImage",
        deleteOption: "Delete",
        managedDisk: { storageAccountType: "Premium_LRS" },
      },
      ...other.storageProfile,
    },
    securityProfile: { securityType: "TrustedLaunch", uefiSettings: { secureBootEnabled: true, vTpmEnabled: true } },
    diagnosticsProfile: { bootDiagnostics: { enabled: true } },
    identity: { type: "SystemAssigned" },
    tags: { "app.example.org/name": "crashes" },
    ...other.args,
  };
}

/** The arguments that a HardenedVmScaleSet would pass, with another profile, and others beside it, where a test wants them. */
export function scaleSetArgs(
  { group, subnet }: Pick<Surroundings, "group" | "subnet">,
  { profile = {}, ...other }: { readonly profile?: Properties; readonly [name: string]: unknown } = {},
): Properties {
  const { osProfile, storageProfile, securityProfile } = vmArgs({ group, nic: group });
  const { computerName, ...firstBoot } = osProfile as Properties;
  return {
    ...inGroup(group),
    orchestrationMode: "Flexible",
    platformFaultDomainCount: 1,
    singlePlacementGroup: false,
    sku: { name: "Standard_D2s_v5", capacity: 2 },
    upgradePolicy: { mode: "Rolling", rollingUpgradePolicy: { maxSurge: true } },
    virtualMachineProfile: {
      osProfile: { computerNamePrefix: computerName, ...firstBoot },
      storageProfile,
      securityProfile,
      networkProfile: {
        networkApiVersion: "2020-11-01",
        networkInterfaceConfigurations: [
          { name: "primary", primary: true, ipConfigurations: [{ name: "primary", subnet: { id: subnet.id } }] },
        ],
      },
      extensionProfile: { extensions: [healthExtension] },
      ...profile,
    },
    ...other,
  };
}

const healthExtension = {
  name: "health",
  publisher: "Microsoft.ManagedServices",
  type: "ApplicationHealthLinux",
  typeHandlerVersion: "2.0",
  settings: { protocol: "tcp", port: 22 },
};

export interface VmOptions {
  readonly size?: string;
  readonly image?: Properties;
  readonly osProfile?: Properties;
  readonly storageProfile?: Properties;
  readonly args?: Properties;
}

/** An attempt that Azure refuses, by its code and in its words. */
export function refused(attempt: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  return rejects(attempt, (error: Error) => {
    ok(error.message.includes(`Code="${code}"`), error.message);
    ok(message.test(error.message), error.message);
    return true;
  });
}
