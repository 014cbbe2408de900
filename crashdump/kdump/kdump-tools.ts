import type { Architecture } from "../platform";
import type { ConfigurationProblem } from "./problem";
import { captureArgumentProblems, excludedDrivers } from "./capture-arguments";
import { parseShellAssignments, type ShellAssignments } from "./shell-assignments";

export { renderShellAssignments as renderKdumpTools } from "./shell-assignments";

/**
 * Reads /etc/default/kdump-tools, which the package sources as shell: the last assignment of a variable wins.
 * `errors` are what keeps kdump off, a dump from being complete, or the VM from coming back. Never throws.
 */
export function parseKdumpTools(text: string, architecture: Architecture = "x64"): ShellAssignments {
  const parsed = parseShellAssignments(text);
  const inEffect = [...new Map(parsed.assignments.map((assignment) => [assignment.name, assignment])).values()];
  return {
    ...parsed,
    errors: [
      ...parsed.errors,
      ...inEffect.flatMap(({ name, value, line }) =>
        (checks[name]?.(value, architecture) ?? []).map((problem) => ({ line, name, ...problem })),
      ),
    ],
  };
}

type Complaint = Pick<ConfigurationProblem, "message" | "remedy">;

const checks: Readonly<Partial<Record<string, (value: string, architecture: Architecture) => readonly Complaint[]>>> = {
  USE_KDUMP: (value) =>
    value === "0" ? [{ message: "USE_KDUMP=0 turns kdump off, without an error", remedy: "write USE_KDUMP=1" }] : [],
  KDUMP_SYSCTL: () => [
    {
      message: "KDUMP_SYSCTL is ignored since kdump-tools 1.6.7-4 (2020)",
      remedy: "write the settings to a file in /etc/sysctl.d",
    },
  ],
  KDUMP_COREDIR: (value) =>
    value.startsWith("/")
      ? []
      : [{ message: `KDUMP_COREDIR is "${value}", and no absolute path`, remedy: "write /var/crash" }],
  KDUMP_FAIL_CMD: (value) =>
    /\b(ba|da|c|k|z)?sh\b|\bsulogin\b|\b(halt|poweroff)\b|\binfinity\b|^\s*(true|:|sleep|echo|exit|logger)\b(?!.*reboot)/.test(
      value,
    )
      ? [
          {
            message: `KDUMP_FAIL_CMD "${value}" leaves the VM waiting for somebody after a dump that failed`,
            remedy: "remove it: the VM then reboots",
          },
        ]
      : [],
  KDUMP_KEXEC_ARGS: (value, architecture) => {
    if (/(^|\s)-c(\s|$)/.test(value)) {
      return [
        { message: "KDUMP_KEXEC_ARGS forces kexec_load, which Secure Boot forbids", remedy: "write -s, or remove it" },
      ];
    }
    // The arm64 cloud kernels of Debian 12 and 13: CONFIG_KEXEC_FILE is not set.
    return architecture === "arm64" && /(^|\s)-s(\s|$)/.test(value)
      ? [{ message: "KDUMP_KEXEC_ARGS asks for kexec_file_load, which arm64 kernels lack", remedy: "remove it" }]
      : [];
  },
  KDUMP_CMDLINE_APPEND: (value) => [
    ...captureArgumentProblems("KDUMP_CMDLINE_APPEND", value),
    ...(value.split(/\s+/).findLast((word) => word.startsWith("systemd.unit=")) ===
    "systemd.unit=kdump-tools-dump.service"
      ? []
      : [
          {
            message: "KDUMP_CMDLINE_APPEND lacks systemd.unit=kdump-tools-dump.service: the capture kernel boots on",
            remedy: "restate the package's arguments: setting the variable replaces them",
          },
        ]),
  ],
  KDUMP_CMDLINE: (value) => excludedDrivers("KDUMP_CMDLINE", value),
};
