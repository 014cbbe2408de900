import { alma, ubuntu } from "../../unit/platforms";
import { hardened, images, unknownString, vm } from "../../unit/policies/vms";
import { type Declarations, hardenedFor, image, linuxVm, scaleSet, types } from "./declaration";

const customData = hardened();
const largeDisk = { diskSizeGB: 4095 };
const gen1 = { customData: hardenedFor("debian-12", "x64", 1), image: images.debianGen1 };

/** Sizes, disks and security that leave a hardened guest without a dump. */
export const platformsNotHardened: Declarations = {
  "too little memory for the first range": {
    props: vm({ customData, vmSize: "Standard_B1ls" }),
    reports: ["crashkernel-reserved"],
    says: /reserves 0 MiB of 512 MiB/,
  },
  "a Confidential VM's size in lower case": {
    props: vm({ customData, vmSize: "standard_dc4as_v5" }),
    reports: ["platform-supports-kdump"],
  },
  "a Confidential VM's size of the memory family": {
    props: vm({ customData, vmSize: "Standard_EC8ads_v5", osDisk: largeDisk }),
    reports: ["platform-supports-kdump"],
  },
  "a security type in another case": {
    props: vm({ customData, securityProfile: { securityType: "confidentialvm" } }),
    reports: ["platform-supports-kdump"],
  },
  "the classic Confidential VM, which says so in its disk": {
    type: types.linuxVm,
    props: linuxVm({ customData, vtpmEnabled: true, osDisk: { securityEncryptionType: "VMGuestStateOnly" } }),
    reports: ["platform-supports-kdump"],
  },
  "a mix that may choose a Confidential VM, or one of too little memory": {
    type: types.scaleSet,
    props: scaleSet(
      { customData },
      {},
      {
        sku: { name: "Mix" },
        skuProfile: {
          vmSizes: [{ name: "Standard_D2s_v5" }, { name: "Standard_DC2as_v5" }, { name: "Standard_B1ls" }],
        },
      },
    ),
    reports: ["crashkernel-reserved", "platform-supports-kdump"],
  },
  "Disk Encryption in the disk": {
    props: vm({ customData, osDisk: { encryptionSettings: { enabled: true } } }),
    reports: ["platform-supports-kdump"],
  },
  "Disk Encryption in the disk, by its key alone": {
    props: vm({ customData, osDisk: { encryptionSettings: { diskEncryptionKey: { secretUrl: "https://x" } } } }),
    reports: ["platform-supports-kdump"],
  },
  "an image of generation 2 on a size of generation 1": {
    props: vm({ customData, vmSize: "Standard_D2_v3" }),
    reports: ["platform-supports-kdump"],
  },
  "an image of generation 1 on a size of generation 2": {
    props: vm({ ...gen1, vmSize: "Standard_M208s_v2", osDisk: largeDisk }),
    reports: ["platform-supports-kdump"],
  },
  "an x64 image on an arm64 size": {
    props: vm({ customData, vmSize: "Standard_D4ps_v5" }),
    reports: ["platform-supports-kdump"],
    says: /Standard_D4ps_v5 is arm64, and Debian:debian-12:12-gen2 is x64/,
  },
  "an arm64 image on an x64 size": {
    props: vm({ customData: hardenedFor("debian-12", "arm64"), image: images.debianArm }),
    reports: ["platform-supports-kdump"],
  },
  "an image that boots by SCSI alone on a size of NVMe alone": {
    props: vm({
      customData: hardenedFor("ubuntu-20.04"),
      image: image("Canonical:0001-com-ubuntu-server-focal:20_04-lts-gen2"),
      vmSize: "Standard_D4ads_v6",
    }),
    reports: ["platform-supports-kdump", "release-supported"],
  },
  "an image that boots by SCSI alone, asked to boot by NVMe": {
    props: (() => {
      const props = vm({
        customData: hardenedFor("ubuntu-20.04"),
        image: image("Canonical:0001-com-ubuntu-server-focal:20_04-lts-gen2"),
        vmSize: "Standard_E4bds_v5",
      });
      return { ...props, storageProfile: { ...(props["storageProfile"] as object), diskControllerType: "nvme" } };
    })(),
    reports: ["platform-supports-kdump", "release-supported"],
  },
  "Secure Boot on Debian's arm64": {
    props: vm({
      customData: hardenedFor("debian-12", "arm64"),
      image: images.debianArm,
      vmSize: "Standard_D4ps_v5",
      securityProfile: { securityType: "trustedlaunch", uefiSettings: { secureBootEnabled: true } },
    }),
    reports: ["platform-supports-kdump"],
  },
  "an ephemeral OS disk below the dumps": {
    props: vm({ customData, osDisk: { diffDiskSettings: { option: "local" } } }),
    reports: ["dump-path-persistent"],
  },
  "a classic ephemeral OS disk below the dumps": {
    type: types.linuxVm,
    props: linuxVm({ customData, osDisk: { diffDiskSettings: { option: "Local", placement: "NvmeDisk" } } }),
    reports: ["dump-path-persistent"],
  },
  "a memory that the image's own disk cannot hold": {
    props: vm({ customData, vmSize: "standard_e16as_v5" }),
    reports: ["dump-space-sufficient"],
    says: /131072 MiB of memory takes up to 93 GiB, and \/var\/crash .* lies on the OS disk with 27 GiB/,
  },
  "a memory that Red Hat's volume for /var cannot hold, on a disk that nobody sized": {
    props: vm({ customData: hardenedFor("rhel-9"), image: images.redHat, vmSize: "Standard_D8s_v5" }),
    reports: ["dump-space-sufficient"],
    says: /volume for \/var/,
  },
  "a size whose memory nobody knows": {
    props: vm({ customData, vmSize: "Standard_X4_v9" }),
    reports: ["fully-judged"],
    says: /"Standard_X4_v9": 16384/,
  },
  "boot diagnostics that name a storage account, and are not on": {
    props: { ...vm({ customData }), diagnosticsProfile: { bootDiagnostics: { storageUri: "https://x/" } } },
    reports: ["boot-diagnostics-on"],
  },
};

export const platformsHardened: Declarations = {
  "a size in capitals": { props: vm({ customData, vmSize: "STANDARD_D2S_V5" }), reports: [] },
  "a size of constrained vCPUs": {
    props: vm({ customData, vmSize: "Standard_E16-4s_v5", osDisk: largeDisk }),
    reports: [],
  },
  "the smallest size that reserves": { props: vm({ ...gen1, vmSize: "Basic_A0" }), reports: [] },
  "a promotional size": { props: vm({ ...gen1, vmSize: "Standard_D2_v2_Promo" }), reports: [] },
  "a size with an accelerator": { props: vm({ customData, vmSize: "Standard_NC4as_T4_v3" }), reports: [] },
  "a parent of confidential children, which is none": {
    props: vm({ customData, vmSize: "Standard_DC4as_cc_v5" }),
    reports: [],
  },
  "the first M family with generation 1": {
    props: vm({ ...gen1, vmSize: "Standard_M32ts", osDisk: largeDisk }),
    reports: [],
  },
  "Secure Boot on x64": {
    props: vm({
      customData: hardened(ubuntu),
      image: images.ubuntu,
      securityProfile: { securityType: "TRUSTEDLAUNCH", uefiSettings: { secureBootEnabled: true } },
    }),
    reports: [],
  },
  "arm64 as everything says": {
    props: vm({ customData: hardenedFor("debian-12", "arm64"), image: images.debianArm, vmSize: "Standard_D4ps_v6" }),
    reports: [],
  },
  "NVMe alone": { props: vm({ customData, vmSize: "Standard_D2ads_v6" }), reports: [] },
  "EL on NVMe alone": {
    props: vm({ customData: hardened(alma), image: images.alma, vmSize: "Standard_E4as_v7" }),
    reports: [],
  },
  "a size that is not known yet": { props: vm({ customData, vmSize: unknownString }), reports: [] },
  "a mix of sizes that all do": {
    type: types.scaleSet,
    props: scaleSet(
      { customData },
      {},
      {
        sku: { name: "Mix" },
        skuProfile: {
          vmSizes: [{ name: "Standard_D2s_v5" }, { name: "Standard_D2as_v5" }, { name: "Standard_D2s_v4" }],
        },
      },
    ),
    reports: [],
  },
  "encryption settings that are off": {
    props: vm({ customData, osDisk: { encryptionSettings: { enabled: false, diskEncryptionKey: {} } } }),
    reports: [],
  },
  "a custom image of a release whose marketplace image boots by SCSI alone": {
    props: vm({ customData: hardenedFor("ubuntu-22.04"), image: images.golden, vmSize: "Standard_D4ads_v6" }),
    config: { configuration: { images: [{ image: "*/golden", release: "ubuntu-22.04" }] } },
    reports: [],
  },
};
