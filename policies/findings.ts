import { assess, type Finding, hardenedPlatform, type Platform, type Rule as CoreRule } from "azure-kdump-core";
import type { VmDeclaration } from "./vm-declaration";

/** What the domain finds wrong with a VM under one of its rules. */
export function findingsOf(rule: CoreRule): (vm: VmDeclaration) => readonly Finding[] {
  return (vm) => {
    const customData = vm.customData();
    const platform = platformOf(vm, customData);
    if (platform === undefined) return [unknownImage(rule, vm)];
    return assess(platform, customData).filter((finding) => finding.rule === rule);
  };
}

/** The image's platform; for an image that is not known, the one that our own hardening says it was made for. */
function platformOf(vm: VmDeclaration, customData: string | undefined): Platform | undefined {
  const release = vm.release();
  if (release !== undefined) return { release, architecture: "x64", generation: 2 };
  return customData === undefined ? undefined : hardenedPlatform(customData);
}

function unknownImage(rule: CoreRule, vm: VmDeclaration): Finding {
  return {
    rule,
    verdict: "cannot-tell",
    message: `the image ${vm.image()} is not known, so what it does by itself is not known either`,
    remedy: "choose a known release, or use HardenedVm with imageId and release",
  };
}
