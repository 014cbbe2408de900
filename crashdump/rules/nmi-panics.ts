import { findingsOf, type Judge, sysctlOf } from "./situation";

const { advisory } = findingsOf("nmi-panics");

/** An operator's NMI crashes a hung VM and yields its dump. arm64 has no such NMI. */
export const nmiPanics: Judge = (situation) => {
  if (situation.platform.architecture === "arm64") return [];
  const value = sysctlOf(situation, "kernel.unknown_nmi_panic");
  if (value?.value !== "0") return [];
  return [
    advisory(
      `kernel.unknown_nmi_panic is 0 in ${value.path} (${value.place}): an NMI from the portal does not crash a hung VM`,
      'write "kernel.unknown_nmi_panic = 1"',
    ),
  ];
};
