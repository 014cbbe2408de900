import { findingsOf, type Judge, sysctlOf } from "./situation";

const { advisory } = findingsOf("oops-panics");

/** An oops becomes a panic, and so a dump; otherwise the machine limps on. */
export const oopsPanics: Judge = (situation) => {
  // `kdump-config load` sets it itself on the Debian family, and EL's kernels are built with it on.
  if (situation.release.dialect === "kdump-tools") return [];
  const value = sysctlOf(situation, "kernel.panic_on_oops");
  if (value?.value !== "0") return [];
  return [
    advisory(
      `kernel.panic_on_oops is 0 in ${value.path} (${value.place}): an oops leaves a limping VM and no dump`,
      'write "kernel.panic_on_oops = 1"',
    ),
  ];
};
