import { gzipSync } from "node:zlib";
import { encoded } from "../../unit/platforms";
import { hardened, images, unknownString } from "../../unit/policies/vms";
import { customScript, type Declarations, restore, scaleSet, types, undo } from "./declaration";

const inline = (...extensions: readonly object[]) => ({ extensionProfile: { extensions } });
const customData = hardened();

/** Two extensions, of which the first that is written runs last. */
function inTurns(last: string, first: string): readonly object[] {
  return [
    { ...customScript({ commandToExecute: last }), name: "last", provisionAfterExtensions: ["first"] },
    { name: "first", publisher: "Microsoft.CPlat.Core", type: "RunCommandLinux", settings: { script: [first] } },
  ];
}

/** What runs in the guest after its first boots, and takes the hardening away. */
export const extensionsNotHardened: Declarations = {
  "a custom script in protected settings": {
    type: types.extension,
    props: customScript({ timestamp: 1 }, { protectedSettings: { commandToExecute: undo } }),
    reports: ["kdump-configured"],
  },
  "a custom script in base64 of gzip": {
    type: types.extension,
    props: customScript({ script: gzipSync(`#!/bin/sh\n${undo}\n`).toString("base64") }),
    reports: ["kdump-configured"],
  },
  "a custom script of another API version": {
    type: "azure-native:compute/v20240301:VirtualMachineExtension",
    props: customScript({ script: encoded(undo) }),
    reports: ["kdump-configured"],
  },
  "a custom script in the classic provider's JSON": {
    type: types.classicExtension,
    props: customScript({}, { settings: JSON.stringify({ commandToExecute: undo }) }),
    reports: ["kdump-configured"],
  },
  "a custom script for EL, of which nothing can be told on Debian": {
    type: types.extension,
    props: customScript({ commandToExecute: "/opt/setup kdump-tools; systemctl disable kdump" }),
    reports: ["kdump-configured"],
  },
  "a custom script that restores first, and undoes then": {
    type: types.extension,
    props: customScript({ commandToExecute: `${restore}; ${undo}` }),
    reports: ["kdump-configured"],
  },
  "a custom script that only some releases of EL forgive": {
    type: types.extension,
    props: customScript({
      commandToExecute: "printf 'path /var/crash\\nauto_reset_crashkernel no\\n' >/etc/kdump.conf",
    }),
    reports: ["fully-judged"],
    says: /by the release that it runs on; on almalinux-8/,
  },
  "Disk Encryption in other capitals": {
    type: types.extension,
    props: { vmName: "vm", publisher: "MICROSOFT.AZURE.SECURITY", type: "azurediskencryptionforlinux" },
    reports: ["platform-supports-kdump"],
  },
  "a run command whose parameter says what": {
    type: types.runCommand,
    props: {
      source: { script: "echo kernel.panic=$SECONDS_ >/etc/sysctl.d/99.conf" },
      parameters: [{ name: "SECONDS_", value: "0" }],
    },
    reports: ["panic-reboots"],
  },
  "a run command whose protected parameter is the command": {
    type: types.runCommand,
    props: { source: { script: "$STEP" }, protectedParameters: [{ name: "STEP", value: undo }] },
    reports: ["kdump-configured"],
  },
  "a classic run command whose argument says what": {
    type: types.classicRunCommand,
    props: { source: { script: 'systemctl disable "$1"' }, parameters: [{ name: "", value: "kdump-tools" }] },
    reports: ["kdump-configured"],
  },
  "a run command from a gallery": {
    type: types.runCommand,
    props: { source: { galleryScriptReferenceId: "/subscriptions/0/galleries/x/scripts/y" } },
    reports: ["fully-judged"],
  },
  "a scale set that undoes it inside": {
    type: types.scaleSet,
    props: scaleSet({ customData }, inline(customScript({ commandToExecute: undo }))),
    reports: ["kdump-configured"],
  },
  "a scale set that restores it in an extension that runs before the one that undoes it": {
    type: types.scaleSet,
    props: scaleSet({ customData }, inline(...inTurns(undo, restore))),
    reports: ["kdump-configured"],
  },
  "a scale set that undoes it inside, beside VM applications that are not known yet": {
    type: types.scaleSet,
    props: scaleSet(
      { customData },
      {
        ...inline(customScript({ commandToExecute: undo })),
        applicationProfile: { galleryApplications: unknownString },
      },
    ),
    reports: ["kdump-configured"],
  },
  "a scale set that undoes it inside, beside customData that is not known yet": {
    type: types.scaleSet,
    props: scaleSet({ customData: unknownString }, inline(customScript({ commandToExecute: undo }))),
    reports: ["kdump-configured"],
  },
  "a scale set that undoes it inside, on an image that nobody knows": {
    type: types.scaleSet,
    props: scaleSet({ image: images.golden }, inline(customScript({ commandToExecute: undo }))),
    reports: ["fully-judged", "kdump-configured"],
  },
};

export const extensionsHardened: Declarations = {
  "a custom script that undoes first, and restores then": {
    type: types.extension,
    props: customScript({ commandToExecute: `${undo}; ${restore}` }),
    reports: [],
  },
  "a run command whose parameter is as good as ours": {
    type: types.runCommand,
    props: {
      source: { script: "echo kernel.panic=$SECONDS_ >/etc/sysctl.d/99.conf" },
      parameters: [{ name: "SECONDS_", value: "9" }],
    },
    reports: [],
  },
  "a run command whose parameter is not known yet": {
    type: types.runCommand,
    props: {
      source: { script: "echo kernel.panic=$SECONDS_ >/etc/sysctl.d/99.conf" },
      parameters: [{ name: "SECONDS_", value: unknownString }],
    },
    reports: [],
  },
  "a scale set that undoes it in an extension that runs before the one that restores it": {
    type: types.scaleSet,
    props: scaleSet({ customData }, inline(...inTurns(restore, undo))),
    reports: [],
  },
  "a scale set that installs something else inside": {
    type: types.scaleSet,
    props: scaleSet({ customData }, inline(customScript({ commandToExecute: "apt-get -y install nginx" }))),
    reports: [],
  },
  "the agent of Azure Monitor, whose settings are secret": {
    type: types.extension,
    props: {
      vmName: "vm",
      publisher: "Microsoft.Azure.Monitor",
      type: "AzureMonitorLinuxAgent",
      protectedSettings: "{not JSON",
    },
    reports: [],
  },
  "a handler that Windows alone has": {
    type: types.extension,
    props: {
      vmName: "vm",
      publisher: "Microsoft.Compute",
      type: "CustomScriptExtension",
      settings: { commandToExecute: undo },
    },
    reports: [],
  },
  "an extension that sets the dialect of EL 9 right for every release of EL": {
    type: types.extension,
    props: customScript({
      commandToExecute: "printf 'path /var/crash\\nfailure_action reboot\\nfinal_action reboot\\n' >/etc/kdump.conf",
    }),
    reports: [],
  },
};
