import type { VmFixture } from "./vm-fixture";

const customData = Buffer.from("#cloud-config\n{}\n").toString("base64");
const userData = Buffer.from("role=web\n").toString("base64");
const ubuntu = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" };

/** What an Azure VM and each of a scale set have in common. */
const profile = {
  diagnosticsProfile: { bootDiagnostics: { enabled: true } },
  securityProfile: {
    encryptionAtHost: true,
    securityType: "TrustedLaunch",
    uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
  },
  userData,
};

const osProfile = {
  adminUsername: "azureuser",
  customData,
  linuxConfiguration: {
    disablePasswordAuthentication: true,
    ssh: { publicKeys: [{ keyData: "ssh-ed25519 AAAA", path: "/home/azureuser/.ssh/authorized_keys" }] },
  },
};

const storageProfile = {
  imageReference: ubuntu,
  osDisk: {
    caching: "ReadOnly",
    createOption: "FromImage",
    deleteOption: "Delete",
    diffDiskSettings: { option: "Local", placement: "NvmeDisk" },
    diskSizeGB: 64,
    managedDisk: { storageAccountType: "Premium_LRS" },
    osType: "Linux",
  },
  dataDisks: [
    { createOption: "Empty", lun: 0, diskSizeGB: 128, managedDisk: { storageAccountType: "Premium_LRS" } },
    { createOption: "Attach", lun: 1, managedDisk: { id: "/subscriptions/0/disks/data" } },
  ],
  diskControllerType: "NVMe",
};

const expected = {
  os: "Linux",
  customData,
  userData,
  image: ubuntu,
  osDiskAttached: false,
  vmSize: "Standard_D4ds_v6",
  osDiskGiB: 64,
  osDiskEphemeral: true,
  dataDisksGiB: [128],
  diskController: "NVMe",
  securityType: "TrustedLaunch",
  secureBoot: true,
  bootDiagnostics: true,
  extensions: undefined,
  readBack: false,
  unknowns: [],
  secrets: [],
} as const;

/** Each of azure-native's VM resources, with all that is read of it. */
export const azureNativeVmFixtures: readonly VmFixture[] = [
  {
    name: "compute:VirtualMachine",
    type: "azure-native:compute:VirtualMachine",
    props: {
      resourceGroupName: "web",
      location: "westeurope",
      vmName: "web-0",
      hardwareProfile: { vmSize: "Standard_D4ds_v6" },
      networkProfile: { networkInterfaces: [{ id: "/subscriptions/0/nic", primary: true }] },
      osProfile: { ...osProfile, computerName: "web-0" },
      storageProfile,
      ...profile,
      applicationProfile: { galleryApplications: [{ packageReferenceId: "/subscriptions/0/applications/agent" }] },
      licenseType: "UBUNTU_PRO",
      zones: ["1"],
    },
    expected: {
      ...expected,
      kind: "VM",
      extensions: [
        { publisher: "Microsoft.CPlat.Core", type: "VMApplicationManagerLinux", script: undefined, opaqueScript: true },
      ],
    },
  },
  {
    name: "compute:VirtualMachineScaleSet",
    type: "azure-native:compute:VirtualMachineScaleSet",
    props: {
      resourceGroupName: "web",
      orchestrationMode: "Uniform",
      sku: { name: "Standard_D4ds_v6", capacity: 3, tier: "Standard" },
      upgradePolicy: { mode: "Manual" },
      virtualMachineProfile: {
        ...profile,
        osProfile: { ...osProfile, computerNamePrefix: "web" },
        storageProfile,
        networkProfile: { networkInterfaceConfigurations: [{ name: "nic", primary: true }] },
        extensionProfile: {
          extensions: [
            {
              name: "script",
              publisher: "Microsoft.Azure.Extensions",
              type: "CustomScript",
              typeHandlerVersion: "2.1",
              settings: { commandToExecute: "sysctl -w kernel.panic=0" },
            },
          ],
        },
      },
    },
    expected: {
      ...expected,
      kind: "scale set",
      extensions: [
        {
          publisher: "Microsoft.Azure.Extensions",
          type: "CustomScript",
          script: "sysctl -w kernel.panic=0",
          opaqueScript: false,
        },
      ],
    },
  },
  {
    name: "compute:VirtualMachineScaleSetVM",
    type: "azure-native:compute:VirtualMachineScaleSetVM",
    props: {
      resourceGroupName: "web",
      vmScaleSetName: "web",
      instanceId: "0",
      hardwareProfile: { vmSize: "Standard_D4ds_v6" },
      osProfile,
      storageProfile,
      ...profile,
    },
    expected: { ...expected, kind: "scale set instance" },
  },
];
