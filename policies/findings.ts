import { assess, type Finding, hardenedPlatform, type Platform, type Rule as CoreRule } from "azure-kdump-core";
import type { VmDeclaration } from "./vm-declaration";

/** What the domain finds wrong with a VM under one of its rules. */
export function findingsOf(rule: CoreRule): (vm: VmDeclaration) => readonly Finding[] {
  return (vm) => {
    const customData = vm.customData();
    const platform = platformOf(vm, customData);
    if (platform === undefined) return [unknownImage(rule, vm)];
    return assessed(platform, customData).filter((finding) => finding.rule === rule);
  };
}

/** The engine asks all policies about one resource before it goes on to the next. */
let latest: { readonly of: string; readonly findings: readonly Finding[] } | undefined;

function assessed(platform: Platform, customData: string | undefined): readonly Finding[] {
  const of = JSON.stringify([platform, customData]);
  if (latest?.of !== of) latest = { of, findings: assess(platform, customData) };
  return latest.findings;
}

/** The image's platform; for an image that is not known, the one that our own hardening says it was made for. */
function platformOf(vm: VmDeclaration, customData: string | undefined): Platform | undefined {
  const release = vm.release();
  const size = vm.size();
  const memory = size?.memoryMiB === undefined ? {} : { memoryMiB: size.memoryMiB };
  // What is wrong on generation 2 is wrong on 1: neither has another way to its disk on Azure's hosts.
  if (release !== undefined) return { release, architecture: size?.architecture ?? "x64", generation: 2, ...memory };
  const hardened = customData === undefined ? undefined : hardenedPlatform(customData);
  return hardened && { ...hardened, ...memory };
}

function unknownImage(rule: CoreRule, vm: VmDeclaration): Finding {
  return {
    rule,
    verdict: "cannot-tell",
    message: `the image ${vm.image()} is not known, so what it does by itself is not known either`,
    remedy: "choose a known release, or use HardenedVm with imageId and release",
  };
}
