import { type VmSize, vmSizeOf } from "azure-kdump-core";
import { at, objectAt, textAt } from "../../protocol/json";
import { AzureError } from "../errors";
import { type PlatformImage, platformImage } from "../images";
import type { Refusal, Write } from "../kind";
import { sizeName } from "../machine-size";

const IMAGE = "properties.storageProfile.imageReference";
const CONTROLLER = "properties.storageProfile.diskControllerType";

export const sizeInvalid: Refusal<Write> = ({ body }) => {
  const name = sizeName(body);
  if (name === "" || vmSizeOf(name) !== undefined) return undefined;
  return new AzureError(400, "InvalidParameter", `The value ${name} provided for the VM size is not valid.`);
};

export const imageNotFound: Refusal<Write> = ({ body }) => {
  const reference = objectAt(body, IMAGE);
  if (platformImage(reference) !== "not found") return undefined;
  const urn = ["publisher", "offer", "sku", "version"].map((name) => textAt(reference, name) ?? "").join(":");
  return new AzureError(
    404,
    "PlatformImageNotFound",
    `The platform image '${urn}' is not available. Verify that all fields in the storage profile are correct. For more details about storage profile information, please refer to https://aka.ms/storageprofile`,
  );
};

export const generationMismatch = onKnown((size, image, { name }) => {
  const { generation } = image;
  if (size.generations.some((known) => String(known) === generation)) return undefined;
  return new AzureError(
    400,
    "BadRequest",
    `The selected VM size '${name}' cannot boot Hypervisor Generation '${generation}'. If this was a Create operation please check that the Hypervisor Generation of the Image matches the Hypervisor Generation of the selected VM Size. If this was an Update operation please select a Hypervisor Generation '${generation}' VM Size. For more information, see https://aka.ms/azuregen2vm`,
  );
});

export const architectureMismatch = onKnown((size, image, { name }) => {
  const architecture = size.architecture === "arm64" ? "Arm64" : "x64";
  if (architecture === image.architecture) return undefined;
  return new AzureError(
    400,
    "BadRequest",
    `Cannot create a VM of size '${name}' because this VM size only supports a CPU Architecture of '${architecture}', but an image or disk with CPU Architecture '${image.architecture}' was given. Please check that the CPU Architecture of the image or disk is compatible with that of the VM size.`,
  );
});

/** The controller that was asked for is not one the size has. */
export const diskControllerUnsupported: Refusal<Write> = ({ body }) => {
  const name = sizeName(body);
  const asked = textAt(body, CONTROLLER);
  const size = vmSizeOf(name);
  if (size === undefined || asked === undefined || size.diskControllers.some((controller) => controller === asked)) {
    return undefined;
  }
  return new AzureError(
    400,
    "InvalidParameter",
    `The VM size '${name}' cannot boot with DiskControllerType '${asked}'. Please check that the disk controller type provided is one of the supported disk controller types for the VM size '${name}'. ${SKU_API}`,
  );
};

/** Unless asked for, the controller is one that both the size and the image have; here there is none. */
export const controllerMismatch = onKnown((size, image, { name, controller }) => {
  const possible = controller === undefined ? size.diskControllers : [controller];
  if (possible.some((candidate) => candidate === "SCSI" || image.nvme)) return undefined;
  return new AzureError(
    400,
    "InvalidParameter",
    `The VM size '${name}' cannot boot with OS image or disk. Please check that disk controller types supported by the OS image or disk is one of the supported disk controller types for the VM size '${name}'. ${SKU_API}`,
  );
});

export const trustedLaunchUnsupported = onKnown((_, image, { securityType }) => {
  if (securityType !== "TrustedLaunch" || image.trustedLaunch) return undefined;
  return new AzureError(
    400,
    "BadRequest",
    "Use of TrustedLaunch setting is not supported for the provided image. Please select Trusted Launch Supported Gen2 OS Image. For more information, see https://aka.ms/TrustedLaunch-FAQ.",
  );
});

const SKU_API =
  "Please query sku api at https://aka.ms/azure-compute-skus  to determine supported disk controller types for the VM size.";

interface Wanted {
  readonly name: string;
  readonly controller: string | undefined;
  readonly securityType: string | undefined;
}

/** A judgement about a size and an image that are both known; of custom images nothing is. */
function onKnown(
  judge: (size: VmSize, image: PlatformImage, wanted: Wanted) => AzureError | undefined,
): Refusal<Write> {
  return ({ body }) => {
    const name = sizeName(body);
    const size = vmSizeOf(name);
    const image = at(body, IMAGE) === undefined ? undefined : platformImage(objectAt(body, IMAGE));
    if (size === undefined || image === undefined || image === "not found") return undefined;
    const controller = textAt(body, CONTROLLER);
    return judge(size, image, {
      name,
      controller,
      securityType: textAt(body, "properties.securityProfile.securityType"),
    });
  };
}
