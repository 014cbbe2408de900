import { hardeningProblems, imageOf, releases } from "azure-kdump-core";
import type { ExtensionDeclaration } from "../declarations";
import { type Fault, type Rule, violation } from "../rule";
import { known, type Vm } from "../vm";

/** Some of Azure's features and a crash dump exclude each other, however well the guest is set up. */
export const platformSupportsKdump: Rule = {
  name: "platform-supports-kdump",
  severity: "high",
  level: "mandatory",
  reports: ["violation"],
  what: "The platform lets a VM dump: no Disk Encryption, no Confidential VM, an image that reads customData and boots on its size.",
  why: "On these a capture kernel hangs, or cannot be loaded, or nobody installs it.",
  remedy: "use encryption at host in place of Azure Disk Encryption, and a size that is not confidential",
  url: "https://learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-linux#restrictions",
  check: (vm) => [
    ...confidential(vm),
    ...(known(vm.declaration.extensions) ?? []).flatMap(diskEncryption),
    ...image(vm),
    ...boots(vm),
    ...secureBoot(vm),
  ],
  checkExtension: diskEncryption,
};

function confidential({ declaration, size }: Vm): readonly Fault[] {
  const { securityType, vmSize } = declaration;
  const asked = typeof securityType === "string" && securityType.toLowerCase() === "confidentialvm";
  if (!asked && size?.confidential !== true) return [];
  const what = asked ? "securityType is ConfidentialVM" : `${String(known(vmSize))} is a Confidential VM`;
  return [
    violation(
      `${what}, where a dump touches pages that the host shares, and hangs`,
      "use TrustedLaunch and a size that is not confidential",
    ),
  ];
}

/** learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-linux lists kdump as unsupported. */
function diskEncryption({ publisher, type }: ExtensionDeclaration): readonly Fault[] {
  if (typeof publisher !== "string" || typeof type !== "string") return [];
  if (publisher.toLowerCase() !== "microsoft.azure.security" || !/^azurediskencryption/i.test(type)) return [];
  return [
    violation(
      "Azure Disk Encryption does not support kdump",
      "use encryption at host: securityProfile.encryptionAtHost",
    ),
  ];
}

function image({ traits, imageName }: Vm): readonly Fault[] {
  if (traits.cloudInit !== false) return [];
  return [
    violation(
      `nothing in the image ${imageName} reads customData, so it cannot be hardened by it`,
      "choose a current release, or a custom image with cloud-init",
    ),
  ];
}

function boots({ declaration, platform, size, traits, imageName }: Vm): readonly Fault[] {
  if (platform === undefined || size === undefined) return [];
  const vmSize = String(known(declaration.vmSize));
  if (platform.architecture !== size.architecture) {
    return [
      violation(
        `${vmSize} is ${size.architecture}, and ${imageName} is ${platform.architecture}`,
        "choose the image of the other architecture, or another size",
      ),
    ];
  }
  if (!size.generations.includes(platform.generation)) {
    return [
      violation(
        `${vmSize} does not boot generation ${platform.generation}, and ${imageName} is of it`,
        "choose the image of the other generation, or another size",
      ),
    ];
  }
  // Of a custom image its gallery says which controllers it boots by.
  const marketplace = traits.generation !== undefined;
  const { diskControllers: controllers = [] } =
    (marketplace && imageOf(platform.release, platform.architecture, platform.generation)) || {};
  const asked = known(declaration.diskController);
  const offered = asked === undefined ? size.diskControllers : [asked];
  if (controllers.length === 0 || offered.some((name) => controllers.includes(name))) return [];
  return [
    violation(
      `${vmSize} attaches disks by ${offered.join(" or ")}, and ${platform.release} boots by ${controllers.join(" or ")}`,
      "choose a size up to v5 without diskControllerType, or a newer release",
    ),
  ];
}

function secureBoot({ platform }: Vm): readonly Fault[] {
  if (platform?.secureBoot !== true) return [];
  return hardeningProblems(platform)
    .filter(({ property }) => property === "secureBoot")
    .map(({ reason }) =>
      violation(reason, `turn Secure Boot off, or choose another release than ${releases[platform.release].title}`),
    );
}
