import type { Answers } from "./stack";

/** What the check of an armed guest says last. */
export const armed = `ok        unit: kdump-tools is enabled and active
{"azureKdumpCheck":1,"verdict":"armed","failures":[],"advisories":[],"armed":true,"crashkernel":"512M","crashKernelMiB":512,"panicTimeoutSeconds":5,"dumpPath":"/var/crash","dumpMount":"/","dumpSpaceMiB":20000,"dumpEstimateMiB":5993,"secureBoot":true,"lockdown":"integrity","bootId":"boot-1","kernel":"6.1.0"}
`;

export const proved = `azure-kdump: /var/crash/1/dump.1 is a complete dump
{"azureKdumpDrill":1,"proved":true,"path":"/var/crash/1/dump.1","bytes":31457280,"seconds":43,"bootId":"boot-2","panicLine":"x"}
`;

/** Long ago: what waits for a crash to be over does not wait for this one. */
export const endTime = "2026-01-01T00:00:00Z";

/** A VM named web whose guest is armed, and has been crashed. */
export const goodGuest: Answers = {
  "web-vm": { vmId: "11111111-2222-3333-4444-555555555555" },
  "web-verification": { instanceView: { output: armed, endTime, exitCode: 0 }, stdout: armed },
  "web-host-key": { instanceView: { output: "ecdsa-sha2-nistp256 AAAAE2VjZHNh root@web\n", endTime } },
  "web-drill": { instanceView: { output: "azure-kdump: this VM crashes in 10 s", endTime }, stdout: "" },
  "web-drill-proof": { instanceView: { output: proved, endTime }, stdout: proved },
};
