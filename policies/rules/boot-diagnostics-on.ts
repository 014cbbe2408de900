import { type Rule, violation } from "../rule";

/** Without the serial console a panic that left no dump leaves no trace at all. */
export const bootDiagnosticsOn: Rule = {
  name: "boot-diagnostics-on",
  severity: "medium",
  level: "advisory",
  reports: ["violation"],
  what: "Boot diagnostics are on.",
  why: "The serial log is where a panic and a capture kernel that failed can be seen, and the serial console needs it too.",
  remedy: "write diagnosticsProfile: { bootDiagnostics: { enabled: true } }, which needs no storage account",
  url: "https://learn.microsoft.com/azure/virtual-machines/boot-diagnostics",
  check: ({ declaration: { bootDiagnostics, kind } }) =>
    // An instance has its scale set's.
    bootDiagnostics === true || typeof bootDiagnostics === "symbol" || kind === "scale set instance"
      ? []
      : [
          violation(
            "boot diagnostics are off, so that a panic leaves no trace where the dump fails",
            "write diagnosticsProfile: { bootDiagnostics: { enabled: true } } (bootDiagnostics: {} in the classic provider)",
          ),
        ],
  remediate: (type, props) => {
    const turnOn = remedies.find(({ pattern }) => pattern.test(type))?.turnOn;
    if (turnOn === undefined) return undefined;
    turnOn(props);
    return props;
  },
};

type Props = Record<string, unknown>;

/** Where each kind of resource says it. Azure turns them on in place. */
const remedies: readonly { readonly pattern: RegExp; readonly turnOn: (props: Props) => void }[] = [
  { pattern: /^azure-native\w*:compute(\/\w+)?:VirtualMachine$/, turnOn: managed },
  {
    pattern: /^azure-native\w*:compute(\/\w+)?:VirtualMachineScaleSet$/,
    turnOn: (props) => managed(objectIn(props, "virtualMachineProfile")),
  },
  {
    pattern: /^azure:compute\/(linuxVirtualMachine|linuxVirtualMachineScaleSet|orchestratedVirtualMachineScaleSet):/,
    turnOn: (props) => {
      props["bootDiagnostics"] = {};
    },
  },
];

function managed(props: Props): void {
  objectIn(objectIn(props, "diagnosticsProfile"), "bootDiagnostics")["enabled"] = true;
}

/** In place: a copy would read what is not known yet, and lose what is secret. */
function objectIn(props: Props, key: string): Props {
  const value = props[key];
  if (typeof value === "object" && value !== null) return value as Props;
  const made = {};
  props[key] = made;
  return made;
}
