export { assess, type Finding, hardenedPlatform, type Rule } from "./assess";
export { customDataLimitBytes, toCustomData } from "./cloud-init/encode";
export { userDataProblems } from "./cloud-init/user-data";
export { crashKernelMiB } from "./crashkernel";
export { type Hardening, HardeningError, harden, hardeningProblems, revision } from "./harden";
export { releaseOf } from "./image-names";
export type { Compression, CrashDumpOptions, CrashDumpSettings, Problem } from "./options";
export type { Architecture, DiskController, Generation, Platform } from "./platform";
export {
  type Image,
  type ImageReference,
  imageOf,
  type Release,
  type ReleaseName,
  releaseNames,
  releases,
} from "./releases";
export { type VmSize, vmSizeOf } from "./vm-size";
