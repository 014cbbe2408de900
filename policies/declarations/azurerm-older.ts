import type { ReadVm } from "./azure-native";
import { sourceImageOf } from "./azurerm";
import { encodedOnce } from "./base64";
import type { ImageDeclaration, VmDeclaration } from "./declaration";
import { extensionsOf } from "./extensions";
import { firstGiven, type Given, mapGiven, unlessEmpty } from "./given";
import { operatingSystemOf } from "./operating-system";
import type { Properties } from "./properties";
import { imageOf, isEphemeral, sizesOf, sizesOfMix } from "./vm-parts";

/** The azurerm provider's resources that follow an older design, each with property names of its own. */
export const azurermOlderVms: Readonly<Record<string, ReadVm>> = {
  azurerm_orchestrated_virtual_machine_scale_set: orchestratedScaleSet,
  azurerm_virtual_machine: virtualMachine,
  azurerm_virtual_machine_scale_set: virtualMachineScaleSet,
};

/** A flexible scale set. Without size and osProfile it has no VMs of its own. */
function orchestratedScaleSet(props: Properties): ReturnType<ReadVm> {
  const osProfile = props.object("osProfile");
  const skuName = props.text("skuName");
  if (skuName === undefined && props.hasObject("osProfile") === undefined) return undefined;
  const image = sourceImageOf(props);
  return {
    kind: "scale set",
    os: operatingSystemOf({
      linuxConfiguration: osProfile.hasObject("linuxConfiguration"),
      windowsConfiguration: osProfile.hasObject("windowsConfiguration"),
      osType: undefined,
      licenseType: props.text("licenseType"),
      image,
    }),
    ...unchanging,
    customData: mapGiven(unlessEmpty(osProfile.textOrNotKnown("customData")), encodedOnce),
    userData: unlessEmpty(props.textOrNotKnown("userDataBase64")),
    image,
    ...sizesOfMix(
      skuName,
      mapGiven(props.list("skuProfile", "vmSizes"), (list) => list.map((size) => size.text())),
    ),
    osDiskGiB: props.number("osDisk", "diskSizeGb"),
    osDiskEphemeral: isEphemeral(props.object("osDisk")),
    dataDisksGiB: sizesOf(props.list("dataDisks"), "diskSizeGb"),
    bootDiagnostics: props.hasObject("bootDiagnostics"),
    extensions: extensionsOf(props.list("extensions"), undefined, undefined),
  };
}

function virtualMachine(props: Properties): ReturnType<ReadVm> {
  const osDisk = props.object("storageOsDisk");
  const image = imageIn(props.object("storageImageReference"), osDisk.text("imageUri"));
  return {
    kind: "VM",
    ...unchanging,
    ...configured(props, osDisk, image),
    osDiskAttached: mapGiven(osDisk.text("createOption"), (option) => /^Attach$/i.test(option)),
    vmSize: props.text("vmSize"),
    osDiskGiB: osDisk.number("diskSizeGb"),
    dataDisksGiB: sizesOf(props.list("storageDataDisks"), "diskSizeGb"),
    bootDiagnostics: props.flag("bootDiagnostics", "enabled"),
    extensions: undefined,
  };
}

function virtualMachineScaleSet(props: Properties): ReturnType<ReadVm> {
  const osDisk = props.object("storageProfileOsDisk");
  const image = imageIn(props.object("storageProfileImageReference"), osDisk.text("image"));
  return {
    kind: "scale set",
    ...unchanging,
    ...configured(props, osDisk, image),
    vmSize: props.text("sku", "name"),
    osDiskGiB: undefined,
    dataDisksGiB: sizesOf(props.list("storageProfileDataDisks"), "diskSizeGb"),
    bootDiagnostics: firstGiven<boolean>(props.flag("bootDiagnostics", "enabled"), props.hasObject("bootDiagnostics")),
    extensions: extensionsOf(props.list("extensions"), undefined, undefined),
  };
}

/** What none of these can declare. */
const unchanging = {
  userData: undefined,
  osDiskAttached: undefined,
  osDiskEphemeral: undefined,
  diskController: undefined,
  securityType: undefined,
  secureBoot: undefined,
  readBack: false,
} as const;

/** osProfile and its company, which the two oldest resources share. */
function configured(
  props: Properties,
  osDisk: Properties,
  image: Given<ImageDeclaration>,
): Pick<VmDeclaration, "os" | "customData" | "image"> {
  return {
    os: operatingSystemOf({
      linuxConfiguration: props.hasObject("osProfileLinuxConfig"),
      windowsConfiguration: props.hasObject("osProfileWindowsConfig"),
      osType: osDisk.text("osType"),
      licenseType: props.text("licenseType"),
      image,
    }),
    customData: mapGiven(unlessEmpty(props.textOrNotKnown("osProfile", "customData")), encodedOnce),
    image,
  };
}

/** A VHD in a storage account serves as an image of its own. */
function imageIn(reference: Properties, vhd: Given<string>): Given<ImageDeclaration> {
  return firstGiven<ImageDeclaration>(
    mapGiven(unlessEmpty(vhd), (id) => ({ id })),
    imageOf(reference),
  );
}
