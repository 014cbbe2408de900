import type { ImageDeclaration, VmDeclaration } from "./declaration";
import { extensionsOf } from "./extensions";
import { firstGiven, type Given, isKnown, isNamed, mapGiven, unlessEmpty } from "./given";
import { operatingSystemOf } from "./operating-system";
import type { Properties } from "./properties";
import { diskControllers, imageOf, isEphemeral, oneOf, sizesOf, sizesOfMix } from "./vm-parts";

/** A VM but for the paths that cannot be had, which its properties keep; undefined for a resource without one. */
export type ReadVm = (props: Properties) => Omit<VmDeclaration, "unknowns" | "secrets"> | undefined;

/** azure-native's resources, whose properties are those of Azure's own API, the same in all its versions. */
export const azureNativeVms: Readonly<Record<string, ReadVm>> = {
  "compute:VirtualMachine": (props) => vm("VM", props, { vmSize: props.text("hardwareProfile", "vmSize") }),
  "compute:VirtualMachineScaleSet": scaleSet,
  "compute:VirtualMachineScaleSetVM": (props) =>
    vm("scale set instance", props, { vmSize: props.text("hardwareProfile", "vmSize") }),
};

/** A flexible scale set without a profile has no VMs of its own: those that join it are declared by themselves. */
function scaleSet(props: Properties): ReturnType<ReadVm> {
  if (props.hasObject("virtualMachineProfile") === undefined) return undefined;
  const sku = props.text("sku", "name");
  const sizes = mapGiven(props.list("skuProfile", "vmSizes"), (list) => list.map((size) => size.text("name")));
  return vm("scale set", props.object("virtualMachineProfile"), sizesOfMix(sku, sizes));
}

function vm(
  kind: VmDeclaration["kind"],
  profile: Properties,
  sizes: Pick<VmDeclaration, "vmSize" | "otherVmSizes">,
): ReturnType<ReadVm> {
  const storage = profile.object("storageProfile");
  const osDisk = storage.object("osDisk");
  const security = profile.object("securityProfile");
  const customData = profile.textOrNotKnown("osProfile", "customData");
  const userData = profile.textOrNotKnown("userData");
  const image = firstGiven<ImageDeclaration>(vhdOf(osDisk), imageOf(storage.object("imageReference")));
  return {
    kind,
    os: operatingSystemOf({
      linuxConfiguration: profile.hasObject("osProfile", "linuxConfiguration"),
      windowsConfiguration: profile.hasObject("osProfile", "windowsConfiguration"),
      osType: osDisk.text("osType"),
      licenseType: profile.text("licenseType"),
      image,
    }),
    customData,
    userData,
    image,
    osDiskAttached: mapGiven(osDisk.text("createOption"), (option) => existingDisk.test(option)),
    ...sizes,
    osDiskGiB: osDisk.number("diskSizeGB"),
    osDiskEphemeral: isEphemeral(osDisk),
    dataDisksGiB: sizesOf(dataDisksOf(storage), "diskSizeGB"),
    diskController: oneOf(storage.text("diskControllerType"), diskControllers),
    securityType: mapGiven(security.text("securityType"), asAzureSpellsIt),
    secureBoot: security.flag("uefiSettings", "secureBootEnabled"),
    bootDiagnostics: profile.flag("diagnosticsProfile", "bootDiagnostics", "enabled"),
    extensions: extensionsOf(
      profile.list("extensionProfile", "extensions"),
      profile.list("applicationProfile", "galleryApplications"),
      isEncrypted(osDisk.object("encryptionSettings")),
    ),
    readBack: customData === undefined && userData === undefined && isReadBack(kind, profile),
  };
}

/** A VHD in a storage account serves as an image of its own. */
function vhdOf(osDisk: Properties): Given<ImageDeclaration> {
  return mapGiven(unlessEmpty(osDisk.text("image", "uri")), (id) => ({ id }));
}

/** A copied or restored disk was installed before, too (API versions since 2024-03). */
const existingDisk = /^(?:Attach|Copy|Restore)$/i;

function dataDisksOf(storage: Properties): Given<readonly Properties[]> {
  return mapGiven(storage.list("dataDisks"), (disks) => disks.filter((disk) => disk.flag("toBeDetached") !== true));
}

/** A key says it, too: Azure asks for none where nothing is to be encrypted. */
function isEncrypted(settings: Properties): Given<boolean> {
  const keys = ["diskEncryptionKey", "keyEncryptionKey"].map((name) => settings.hasObject(name));
  return firstGiven<boolean>(settings.flag("enabled"), ...keys);
}

function asAzureSpellsIt(securityType: string): string {
  const types = ["TrustedLaunch", "ConfidentialVM", "Standard"];
  return types.find((type) => type.toLowerCase() === securityType.toLowerCase()) ?? securityType;
}

/**
 * Azure answers with properties that nobody writes: the three of osProfile, and for a disk made from an image its id,
 * which it refuses in a request (Azure/azure-quickstart-templates#3290). An import makes inputs of the answer as it is
 * (pulumi-azure-native, SdkOutputsToSdkInputs).
 */
function isReadBack(kind: VmDeclaration["kind"], profile: Properties): boolean {
  const osProfile = profile.object("osProfile");
  const osDisk = profile.object("storageProfile", "osDisk");
  return (
    isKnown(osProfile.flag("requireGuestProvisionSignal")) &&
    isKnown(osProfile.flag("allowExtensionOperations")) &&
    isKnown(osProfile.list("secrets")) &&
    (kind === "scale set" ||
      (isNamed(osDisk.text("createOption"), "FromImage") === true && isKnown(osDisk.text("managedDisk", "id"))))
  );
}
