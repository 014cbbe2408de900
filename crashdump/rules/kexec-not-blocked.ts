import type { Finding } from "../finding";
import { bootParameter } from "../guest/command-line";
import { kernelNumber, sysctlAtBoot, sysctlSetAtEachBoot } from "../guest/sysctl";
import { parseKdumpSysconfig } from "../kdump/sysconfig";
import { findingsOf, type Judge, obstacle, type Situation, sysconfigText } from "./situation";

const { violation, advisory, cannotTell } = findingsOf("kexec-not-blocked");

/** Nothing forbids loading the capture kernel, or keeps the kernel from jumping into it. */
export const kexecNotBlocked: Judge = (situation) => [
  ...loadDisabled(situation),
  ...sysrqOff(situation),
  ...loadMethod(situation),
  ...overridden(situation),
];

function loadDisabled(situation: Situation): readonly Finding[] {
  const remedy =
    "remove it there; to forbid kexec after kdump is armed, set it in a unit ordered after kdump (lockKexec)";
  const { guest } = situation;
  for (const { key, forbids, means } of locks) {
    const values = [sysctlAtBoot(guest, key), sysctlSetAtEachBoot(guest, key)];
    const set = values.find((found) => found?.value !== undefined && kernelNumber(found.value) === forbids);
    if (set !== undefined) {
      return [violation(`${key} is ${forbids} in ${set.path} (${set.place}): ${means}`, remedy)];
    }
    const open = values.find((found) => found !== undefined && found.value === undefined);
    if (open !== undefined) return [cannotTell(`${open.path} (${open.place}) may set ${key}`, remedy)];
  }
  const own = { ...situation, userData: { ...situation.userData, opaque: [] } };
  const why = obstacle(own, /kexec_load_(disabled|limit_panic)/);
  return why === undefined ? [] : [cannotTell(`${why}, and may set kernel.kexec_load_disabled`, remedy)];
}

/** admin-guide/sysctl/kernel.rst; kernels before 6.3 do not know the second one. */
const locks = [
  { key: "kernel.kexec_load_disabled", forbids: 1, means: "no capture kernel can be loaded" },
  { key: "kernel.kexec_load_limit_panic", forbids: 0, means: "no capture kernel can be loaded" },
] as const;

function sysrqOff({ guest }: Situation): readonly Finding[] {
  const value = sysctlAtBoot(guest, "kernel.sysrq");
  if (value?.value !== "0") return [];
  return [
    advisory(
      `kernel.sysrq is 0 in ${value.path} (${value.place}): a hung VM cannot be crashed from the serial console`,
      'write "kernel.sysrq = 1", or leave it out',
    ),
  ];
}

/** Under Secure Boot only kexec_file_load works, and only it finds an NVMe root past Hyper-V's framebuffer. */
function loadMethod({ guest, platform, release, kdumpTools }: Situation): readonly Finding[] {
  const sysconfig = release.dialect === "kdump-tools" ? undefined : guest.file("/etc/sysconfig/kdump");
  const [path, variable, place, errors] =
    kdumpTools === undefined
      ? ([
          "/etc/sysconfig/kdump",
          "KEXEC_ARGS",
          sysconfig?.place,
          parseKdumpSysconfig(sysconfigText(guest)).errors,
        ] as const)
      : (["/etc/default/kdump-tools", "KDUMP_KEXEC_ARGS", kdumpTools.place, kdumpTools.errors] as const);
  if (place === undefined || place === "the image") return [];
  return errors
    .filter(({ name }) => name === variable)
    .map(({ line, message, remedy }) =>
      (platform.secureBoot === false ? advisory : violation)(`line ${line} of ${path} (${place}): ${message}`, remedy),
    );
}

function overridden({ guest }: Situation): readonly Finding[] {
  const parameter = bootParameter(guest, "crash_kexec_post_notifiers");
  const record = sysctlAtBoot(guest, "kernel.hyperv_record_panic_msg");
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
