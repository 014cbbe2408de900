export { type Assessment, assess, assessment, hardenedPlatform } from "./assess";
export { customDataLimitBytes, toCustomData } from "./cloud-init/encode";
export { userDataProblems } from "./cloud-init/user-data";
export { dumpEstimateGiB } from "./dump-estimate";
export type { Finding, Rule, Verdict } from "./finding";
export {
  type CrashKernel,
  type CrashKernelRange,
  crashKernelMiB,
  crashKernelOnCommandLine,
  formatCrashKernel,
  parseCrashKernel,
} from "./crashkernel";
export { type Hardening, HardeningError, harden, hardeningProblems, revision } from "./harden";
export { releaseOf } from "./image-names";
export { type ImageNames, type ImageTraits, imageTraits } from "./image-traits";
export {
  type Directive,
  type KdumpConf,
  type KdumpConfError,
  parseKdumpConf,
  renderKdumpConf,
} from "./kdump/kdump-conf";
export { parseKdumpTools, renderKdumpTools } from "./kdump/kdump-tools";
export type { ConfigurationProblem } from "./kdump/problem";
export type { Assignment, ShellAssignments } from "./kdump/shell-assignments";
export { parseKdumpSysconfig } from "./kdump/sysconfig";
export {
  type Compression,
  type CrashDumpOptions,
  type CrashDumpSettings,
  compressions,
  type DumpDisk,
  type Problem,
} from "./options";
export type { Architecture, DiskController, Generation, HyperVHost, Platform } from "./platform";
export { vendorCrashKernel } from "./recipes/crashkernel";
export type { GuestFile } from "./recipes/shell";
export type { LaterScript, Surroundings } from "./rules/situation";
export {
  type BootLoader,
  type Evidence,
  type Image,
  type ImageReference,
  imageOf,
  type KdumpConfDialect,
  type KdumpDialect,
  type OsDisk,
  type Plan,
  type Release,
  type ReleaseName,
  releaseNames,
  releases,
  type Stock,
} from "./releases";
export { type TemporaryDisk } from "./vm-sizes/temporary-disk";
export { type VmSize, vmSizeOf } from "./vm-sizes/vm-size";
export { userDataInEffect } from "./user-data-in-effect";
export { checkPath, checkScript, defaultWaitSeconds } from "./check/check";
export { type Drill, drillScript, isDrillToken, tokenRule } from "./check/drill";
export { type DrillResult, drillProofScript, readDrill } from "./check/drill-proof";
export { type DumpVerdict, dumpReport, readDumpReport } from "./check/dump";
export { instanceCheckScript } from "./check/instance";
export { type CheckResult, type CheckRow, readCheck } from "./check/result";
export { verificationCommand, verificationScript } from "./check/verification";
