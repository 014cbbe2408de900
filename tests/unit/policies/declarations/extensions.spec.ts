import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { type ExtensionDeclaration, notKnown } from "#policies/declarations/index";
import { extensionIn, kindOf } from "./declared";
import { unknown } from "./unknown";

type Props = Readonly<Record<string, unknown>>;

const native = "azure-native:compute:VirtualMachineExtension";
const azurerm = "azure:compute/extension:Extension";
const runCommand = "azure-native:compute:VirtualMachineRunCommandByVirtualMachine";
const azurermRunCommand = "azure:compute/runCommand:RunCommand";

const customScript = { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", typeHandlerVersion: "2.1" };
const commands = "#!/bin/sh\nsystemctl disable kdump\n";
const base64 = Buffer.from(commands).toString("base64");
const gzipped = gzipSync(commands).toString("base64");

/** type, properties beside publisher and type, and the script that they run. */
const scripts: Readonly<Record<string, readonly [string, Props, Partial<ExtensionDeclaration>]>> = {
  "a command": [native, { settings: { commandToExecute: "reboot" } }, { script: "reboot", opaqueScript: false }],
  "a protected command": [
    native,
    { settings: {}, protectedSettings: { commandToExecute: "reboot" } },
    { script: "reboot", opaqueScript: false },
  ],
  "a script in base64": [native, { settings: { script: base64 } }, { script: commands, opaqueScript: false }],
  "a script in base64 of several lines": [
    native,
    { settings: { script: `${base64.slice(0, 8)}\n${base64.slice(8)}` } },
    { script: commands, opaqueScript: false },
  ],
  "a gzipped script": [native, { protectedSettings: { script: gzipped } }, { script: commands, opaqueScript: false }],
  "a script that is not base64": [native, { settings: { script: commands } }, { script: commands }],
  "a script that is broken gzip": [
    native,
    { settings: { script: Buffer.from([0x1f, 0x8b, 8, 0, 1]).toString("base64") } },
    { script: undefined, opaqueScript: true },
  ],
  "a script that unpacks to too much": [
    native,
    { settings: { script: gzipSync(Buffer.alloc(8 * 1024 * 1024)).toString("base64") } },
    { script: undefined, opaqueScript: true },
  ],
  "a script in lines": [
    native,
    { type: "RunCommandLinux", publisher: "Microsoft.CPlat.Core", settings: { script: ["cd /", "reboot"] } },
    { script: "cd /\nreboot", opaqueScript: false },
  ],
  "a script in lines of which one is not known": [
    native,
    { settings: { script: ["cd /", unknown.text] } },
    { script: notKnown, opaqueScript: true },
  ],
  "both settings": [
    native,
    { settings: { script: base64 }, protectedSettings: { commandToExecute: "reboot" } },
    { script: `${commands}\nreboot`, opaqueScript: false },
  ],
  "settings that are JSON": [
    azurerm,
    { settings: '{"fileUris": [], "commandToExecute": "reboot"}' },
    { script: "reboot", opaqueScript: false },
  ],
  "protected settings that are JSON": [
    azurerm,
    { protectedSettings: JSON.stringify({ script: base64 }) },
    { script: commands, opaqueScript: false },
  ],
  "settings that are no JSON": [azurerm, { settings: "{" }, { script: undefined, opaqueScript: true }],
  "settings that are JSON of another kind": [azurerm, { settings: "[1]" }, { script: undefined, opaqueScript: false }],
  "files from elsewhere": [
    native,
    { settings: { fileUris: ["https://x/setup.sh"], commandToExecute: "sh setup.sh" } },
    { script: "sh setup.sh", opaqueScript: true },
  ],
  "files from elsewhere that are not known": [
    native,
    { settings: { fileUris: unknown.array, commandToExecute: "sh setup.sh" } },
    { script: "sh setup.sh", opaqueScript: true },
  ],
  "protected settings from a key vault": [
    native,
    { protectedSettingsFromKeyVault: { secretUrl: "https://x", sourceVault: { id: "/x" } } },
    { script: undefined, opaqueScript: true },
  ],
  "protected settings that are not known": [
    native,
    { settings: { timestamp: 1 }, protectedSettings: unknown.object },
    { script: notKnown, opaqueScript: true },
  ],
  "protected settings that the CLI cannot decrypt": [
    native,
    { settings: { commandToExecute: "reboot" }, protectedSettings: "[secret]" },
    { script: "reboot", opaqueScript: true },
  ],
  "no settings": [native, {}, { script: undefined, opaqueScript: false }],
};

describe("an extension", () => {
  for (const [what, [type, props, expected]] of Object.entries(scripts)) {
    it(`runs what is in ${what}`, () => {
      const { script, opaqueScript } = extensionIn(type, { ...customScript, ...props });
      assert.deepEqual({ script, opaqueScript, ...expected }, { script, opaqueScript });
    });
  }

  it("has its publisher and type, and the paths that are not known", () => {
    assert.deepEqual(extensionIn(native, { ...customScript, settings: { commandToExecute: unknown.text } }), {
      publisher: "Microsoft.Azure.Extensions",
      type: "CustomScript",
      script: notKnown,
      opaqueScript: true,
      unknowns: ["settings.commandToExecute"],
      secrets: [],
    });
    assert.deepEqual(extensionIn(native, { ...customScript, type: unknown.text, settings: "[secret]" }), {
      publisher: "Microsoft.Azure.Extensions",
      type: notKnown,
      script: notKnown,
      opaqueScript: true,
      unknowns: ["type"],
      secrets: ["settings"],
    });
  });

  for (const type of ["AzureDiskEncryptionForLinux", "AzureDiskEncryption"]) {
    it(`is ${type}, by which a rule knows Azure Disk Encryption`, () => {
      const extension = extensionIn(native, {
        publisher: "Microsoft.Azure.Security",
        type,
        settings: { KeyVaultURL: "x" },
      });
      assert.equal(extension.type, type);
      assert.equal(extension.opaqueScript, false);
    });
  }

  it("that runs no scripts is not opaque for settings that cannot be read", () => {
    const agent = { publisher: "Microsoft.Azure.Monitor", type: "AzureMonitorLinuxAgent" };
    for (const protectedSettings of [unknown.object, "[secret]", "{"]) {
      const { script, opaqueScript } = extensionIn(native, { ...agent, protectedSettings });
      assert.deepEqual([script, opaqueScript], [undefined, false]);
    }
  });

  it("of any handler runs a command that its settings name", () => {
    const { script } = extensionIn(native, {
      publisher: "Acme",
      type: "Setup",
      settings: { commandToExecute: "reboot" },
    });
    assert.equal(script, "reboot");
  });

  it("that fetches its configuration is opaque", () => {
    const dsc = {
      publisher: "Microsoft.OSTCExtensions",
      type: "DSCForLinux",
      settings: { FileUri: "https://x/y.mof" },
    };
    assert.equal(extensionIn(native, dsc).opaqueScript, true);
    assert.equal(extensionIn(native, { ...dsc, settings: { FileUri: unknown.text } }).opaqueScript, true);
    assert.equal(extensionIn(native, { ...dsc, settings: { FileUri: "" } }).opaqueScript, false);
  });

  for (const [publisher, type] of [
    ["Microsoft.Compute", "CustomScriptExtension"],
    ["microsoft.compute", "customscriptextension"],
    ["Microsoft.Powershell", "DSC"],
    ["Microsoft.CPlat.Core", "RunCommandHandlerWindows"],
  ]) {
    it(`that only Windows has is none: ${publisher ?? ""}.${type ?? ""}`, () => {
      assert.equal(kindOf(native, { publisher, type, settings: { commandToExecute: "x" } }), undefined);
    });
  }
});

describe("a run command", () => {
  const cases: readonly (readonly [string, string, unknown, Partial<ExtensionDeclaration>])[] = [
    ["its script", runCommand, { script: commands }, { script: commands, opaqueScript: false }],
    ["its script, as azurerm's", azurermRunCommand, { script: commands }, { script: commands, opaqueScript: false }],
    ["a script from elsewhere", runCommand, { scriptUri: "https://x" }, { script: undefined, opaqueScript: true }],
    ["a script from elsewhere, not known", runCommand, { scriptUri: unknown.text }, { opaqueScript: true }],
    ["a script of Azure's", azurermRunCommand, { commandId: "RunShellScript" }, { opaqueScript: true }],
    ["a script of a gallery", runCommand, { galleryScriptReferenceId: "/x" }, { opaqueScript: true }],
    ["a script that is not known", runCommand, { script: unknown.text }, { script: notKnown, opaqueScript: true }],
    ["a source that is not known", runCommand, unknown.object, { script: notKnown, opaqueScript: true }],
    ["no source", runCommand, undefined, { script: undefined, opaqueScript: false }],
  ];
  for (const [what, type, source, expected] of cases) {
    it(`runs ${what}`, () => {
      const { publisher, type: handler, script, opaqueScript } = extensionIn(type, { source, vmName: "web-0" });
      assert.deepEqual([publisher, handler], [undefined, undefined]);
      assert.deepEqual({ script, opaqueScript, ...expected }, { script, opaqueScript });
    });
  }

  const parameters: readonly (readonly [string, Props, ExtensionDeclaration["script"]])[] = [
    ["named", { parameters: [{ name: "P", value: "it's" }] }, "export P='it'\\''s'; run"],
    ["without a name", { parameters: [{ name: "", value: "0" }, { value: "a b" }] }, "set -- 0 a b; run"],
    ["protected", { protectedParameters: [{ name: "P", value: "0" }] }, "export P='0'; run"],
    ["of a name that no shell has", { parameters: [{ name: "a-b", value: "0" }] }, "run"],
    ["without a value", { parameters: [{ name: "P", value: "" }, { name: "Q" }] }, "run"],
    ["whose value is not known", { parameters: [{ name: "P", value: unknown.text }] }, notKnown],
    ["that are not known", { parameters: unknown.array }, notKnown],
  ];
  for (const [what, props, expected] of parameters) {
    it(`hands its script parameters: ${what}`, () => {
      for (const type of [runCommand, azurermRunCommand]) {
        assert.equal(extensionIn(type, { source: { script: "run" }, ...props }).script, expected);
      }
    });
  }
});
