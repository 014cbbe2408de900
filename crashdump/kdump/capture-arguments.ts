import type { ConfigurationProblem } from "./problem";

type Complaint = Pick<ConfigurationProblem, "message" | "remedy">;

/** What is wrong with the arguments that a variable appends to the capture kernel's command line. */
export function captureArgumentProblems(variable: string, value: string): readonly Complaint[] {
  const words = value.split(/\s+/);
  return [
    ...mandatory
      .filter(({ argument }) => !words.some((word) => argument.test(word) && isLast(words, word)))
      .map(({ example, without }) => ({
        message: `${variable} lacks ${example}: ${without}`,
        remedy: `add ${example}, and keep the others: setting the variable replaces the package's own`,
      })),
    ...excludedDrivers(variable, value),
  ];
}

/** The kernel and systemd take the last one of a parameter. */
function isLast(words: readonly string[], word: string): boolean {
  const name = word.replace(/=.*$/s, "=");
  return !name.endsWith("=") || words.findLast((other) => other.startsWith(name)) === word;
}

/** Drivers without which a capture kernel on Azure has no disk, excluded or switched away from VMBus. */
export function excludedDrivers(variable: string, value: string): readonly Complaint[] {
  const problems: Complaint[] = [];
  for (const [, option = "", modules = ""] of value.matchAll(
    /(?:^|\s)(rd\.driver\.blacklist|module_blacklist|modprobe\.blacklist)=(\S*)/g,
  )) {
    const needed = modules.split(",").filter((name) => diskDrivers.has(name.replaceAll("-", "_")));
    if (needed.length === 0) continue;
    problems.push({
      message: `${variable} keeps ${needed.join(", ")} out of the capture kernel by ${option}: on Azure it then has no disk`,
      remedy: `remove ${option}=${modules}`,
    });
  }
  if (/(?:^|\s)(?:ata_piix|ide_core)\.prefer_ms_hyperv=0(?:\s|$)/.test(value)) {
    problems.push({
      message: `${variable} has prefer_ms_hyperv=0, which is for Hyper-V before Windows Server 2012 R2`,
      remedy: "remove it",
    });
  }
  return problems;
}

const mandatory: readonly { readonly argument: RegExp; readonly example: string; readonly without: string }[] = [
  { argument: /^(nr_cpus|maxcpus)=\d+$/, example: "nr_cpus=1", without: "the capture kernel runs out of memory" },
  { argument: /^reset_devices$/, example: "reset_devices", without: "drivers find devices as the crash left them" },
  { argument: /^panic=-?[1-9]\d*$/, example: "panic=10", without: "a capture kernel that panics hangs the VM" },
];

const diskDrivers: ReadonlySet<string> = new Set(["hv_vmbus", "hv_storvsc", "pci_hyperv", "nvme", "nvme_core"]);
