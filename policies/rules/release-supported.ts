import { releases } from "azure-kdump-core";
import { type Rule, violation } from "../rule";

/** A kernel that panics for a known cause, which its vendor will never mend, is a choice that somebody has to make. */
export const releaseSupported: Rule = {
  name: "release-supported",
  severity: "medium",
  level: "advisory",
  reports: ["violation"],
  what: "A VM runs a release that its vendor still fixes.",
  why: "After the end of life kernel bugs stay, and package repositories move away, so that kdump cannot be installed.",
  remedy: "choose a current release, or exempt the VM until a day by which it is replaced",
  url: "https://learn.microsoft.com/azure/virtual-machines/linux/endorsed-distros",
  check: ({ release, today }) => {
    const { endOfLife } = release === undefined ? {} : releases[release];
    if (endOfLife === undefined || today <= endOfLife) return [];
    return [
      violation(
        `${String(release)} is end of life since ${endOfLife}`,
        "choose a current release, or exempt the VM until a day by which it is replaced",
      ),
    ];
  },
};
