import type { Finding } from "../finding";
import { bootParameter } from "../guest/command-line";
import { lineOf } from "./configurations";
import { loadDisabled } from "./kexec-load-disabled";
import { nvmeLoadMethod } from "./nvme-load-method";
import { findingsOf, type Judge, type Situation, sysctlOf } from "./situation";

const { violation, advisory } = findingsOf("kexec-not-blocked");

/** Nothing forbids loading the capture kernel, or keeps the kernel from jumping into it. */
export const kexecNotBlocked: Judge = (situation) => [
  ...loadDisabled(situation),
  ...sysrqOff(situation),
  ...loadMethod(situation),
  ...nvmeLoadMethod(situation),
  ...overridden(situation),
];

function sysrqOff(situation: Situation): readonly Finding[] {
  const value = sysctlOf(situation, "kernel.sysrq");
  if (value?.value !== "0") return [];
  return [
    advisory(
      `kernel.sysrq is 0 in ${value.path} (${value.place}): a hung VM cannot be crashed from the serial console`,
      'write "kernel.sysrq = 1", or leave it out',
    ),
  ];
}

/** Under Secure Boot only kexec_file_load works. */
function loadMethod({ platform, kdumpSysconfig, kdumpTools }: Situation): readonly Finding[] {
  const configuration = kdumpTools ?? kdumpSysconfig;
  if (configuration === undefined || configuration.place === "the image") return [];
  return configuration.errors
    .filter(({ name }) => name === "KEXEC_ARGS" || name === "KDUMP_KEXEC_ARGS")
    .map(({ line, message, remedy }) =>
      (platform.secureBoot === false ? advisory : violation)(`${lineOf(configuration, line)}: ${message}`, remedy),
    );
}

function overridden(situation: Situation): readonly Finding[] {
  const parameter = bootParameter(situation.guest, "crash_kexec_post_notifiers");
  const record = sysctlOf(situation, "kernel.hyperv_record_panic_msg");
  return [
    ...(parameter?.value === undefined
      ? []
      : [
          advisory(
            `crash_kexec_post_notifiers is set (${parameter.place}), which Hyper-V's driver decides by itself`,
            "remove it",
          ),
        ]),
    ...(record?.value === "0"
      ? [
          advisory(
            `kernel.hyperv_record_panic_msg is 0 in ${record.path} (${record.place}): Azure shows no panic message`,
            "remove it",
          ),
        ]
      : []),
  ];
}
