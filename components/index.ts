export { Architecture, Compression, type CrashDumpArgs, Generation, type HardenedVmArgs, Release } from "./args";
export { type CrashDumpConfiguration, HardenedVm } from "./hardened-vm";
