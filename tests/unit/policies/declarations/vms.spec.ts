import assert from "node:assert/strict";
import { declarationOf, notKnown, type VmDeclaration } from "#policies/declarations/index";
import { tables } from "#policies/declarations/tables";
import { azureNativeVmFixtures } from "./azure-native-vms";
import { azurermVmFixtures } from "./azurerm-vms";
import { vmOf } from "./declared";
import { pathsIn, replaced, textOf } from "./paths";
import { unknownFor } from "./unknown";

const fixtures = [...azureNativeVmFixtures, ...azurermVmFixtures];

describe("VMs of every resource that can declare one", () => {
  it("are all here", () => {
    const read = Object.values(tables).flatMap(({ vms }) => Object.keys(vms));
    assert.deepEqual(fixtures.map(({ name }) => name).sort(), read.sort());
  });

  for (const { type, props, expected } of fixtures) {
    describe(type, () => {
      it("is read whole", () => {
        assert.deepEqual(vmOf(type, props), expected);
      });

      it("is read from properties without the SDK's proxy, too", () => {
        assert.deepEqual(declarationOf(type, props), { kind: "vm", vm: expected });
      });

      it("never takes what is not known for what is not given, at whatever depth, and names the path", () => {
        for (const path of pathsIn(props)) {
          assertUnknown(vmOf(type, replaced(props, path, unknownFor(path.value))), expected, textOf(path));
        }
      });

      it("takes what the CLI cannot decrypt for not known, at whatever depth", () => {
        for (const path of pathsIn(props)) {
          const vm = vmOf(type, replaced(props, path, "[secret]"));
          assertUnknown(vm, expected, textOf(path));
          assert.deepEqual(vm.unknowns, [], textOf(path));
        }
      });

      it("takes a value of a wrong type for none, and a customData or userData of one for not known", () => {
        const wrong = [5, {}, [], [[{}]], { x: 1 }];
        for (const path of pathsIn(props).filter(({ value }) => typeof value === "string")) {
          for (const value of wrong) {
            const vm = vmOf(type, replaced(props, path, value));
            const lost = /customData$|userData(?:Base64)?$/.test(textOf(path));
            assert.deepEqual(vm.unknowns, lost ? [textOf(path)] : [], textOf(path));
            assert.ok(!lost || [vm.customData, vm.userData].includes(notKnown));
          }
        }
      });
    });
  }
});

/** Each value is what it was, or not known; and whatever differs is explained by the path. */
function assertUnknown(actual: VmDeclaration, known: VmDeclaration, at: string): void {
  const { os, unknowns, secrets, ...values } = actual;
  assert.ok(os === known.os || os === "unknown", at);
  const lost = Object.entries(values).filter(([name, value]) =>
    isLost(value, known[name as keyof VmDeclaration], `${name} without ${at}`),
  );
  if (lost.length > 0) assert.deepEqual([...unknowns, ...secrets], [at]);
}

/** An image may lose its version, which no rule reads, and a script that cannot be read is opaque. */
function isLost(actual: unknown, known: unknown, what: string): boolean {
  if (actual === notKnown) return true;
  if (typeof actual !== "object" || actual === null) {
    if (!what.startsWith("opaqueScript")) assert.equal(actual, known, what);
    return actual !== known;
  }
  const inner = known as Readonly<Record<string, unknown>>;
  const names = [...new Set([...Object.keys(actual), ...Object.keys(inner)])].filter((name) => name !== "version");
  const lost = names.map((name) => isLost((actual as typeof inner)[name], inner[name], `${name} of ${what}`));
  return lost.includes(true);
}
