import { releases, userDataInEffect } from "azure-kdump-core";
import { isBase64 } from "../declarations/base64";
import { type Fault, type Settings, violation } from "../rule";
import { known, type Vm } from "../vm";
import { guestRule } from "./guest-rule";

const found = guestRule("cloud-init-effective", {
  severity: "high",
  level: "advisory",
  what: "cloud-init reads the VM's data, and does what it says.",
  why: "What cloud-init discards as too large, unreadable or overridden hardens nothing.",
  remedy:
    "write one cloud-config of at most 65535 bytes in customData, without merge_how; check it with cloud-init schema",
  url: "https://docs.cloud-init.io/en/latest/explanation/format.html",
  reports: ["violation", "advisory"],
});

/** The hardening may be right to the letter and never be read. */
export const cloudInitEffective = {
  ...found,
  check: (vm: Vm, settings: Settings) => [...notEncoded(vm), ...ignored(vm), ...found.check(vm, settings)],
};

/** What Azure refuses, said before it does: cloud-init's own decoder makes something of any text. */
function notEncoded({ declaration }: Vm): readonly Fault[] {
  return (["customData", "userData"] as const).flatMap((field) => {
    const value = known(declaration[field]);
    if (value === undefined || isBase64(value.replace(/\s/g, ""))) return [];
    return [
      violation(
        `${field} is not base64, and Azure takes nothing else`,
        'encode it: Buffer.from(text).toString("base64")',
      ),
    ];
  });
}

/** cloud-init on Azure reads one of the two fields. */
function ignored({ declaration, release }: Vm): readonly Fault[] {
  const customData = known(declaration.customData);
  const userData = known(declaration.userData);
  if (
    userData === undefined ||
    release === undefined ||
    userDataInEffect(release, { customData, userData }) === userData
  )
    return [];
  const remedy = "put all of it into customData";
  return customData === undefined
    ? [violation(`cloud-init ${releases[release].cloudInit} of ${release} does not read userData on Azure`, remedy)]
    : [
        {
          verdict: "advisory",
          message: "both customData and userData are given, and cloud-init ignores userData",
          remedy,
        },
      ];
}
