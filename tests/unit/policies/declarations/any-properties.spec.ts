import assert from "node:assert/strict";
import { declarationOf } from "#policies/declarations/index";
import { unknownCheckingProxy } from "#policies/unknown-value";
import fc from "fast-check";
import { azureNativeVmFixtures } from "./azure-native-vms";
import { azurermVmFixtures } from "./azurerm-vms";
import { pathsIn, replaced } from "./paths";
import { unknown } from "./unknown";

const fixtures = [...azureNativeVmFixtures, ...azurermVmFixtures];
const types = [
  ...fixtures.map(({ type }) => type),
  "azure-native:compute:VirtualMachineExtension",
  "azure:compute/extension:Extension",
  "azure-native:compute:VirtualMachineRunCommandByVirtualMachine",
  "azure-native:resources:Deployment",
  "azure-native:resources:Resource",
  "azure-native:batch:Pool",
  "azure:core/templateDeployment:TemplateDeployment",
  "azapi:index/resource:Resource",
  "avm:tf:azurerm_linux_virtual_machine",
];

/** Names and texts that mean something to one reader or another. */
const telling = [
  ...new Set(fixtures.flatMap(({ props }) => pathsIn(props).map(({ keys }) => keys[keys.length - 1]))),
  "settings",
  "protectedSettings",
  "source",
  "script",
  "template",
  "properties",
  "type",
].filter((key) => typeof key === "string");

function values(): fc.Arbitrary<unknown> {
  const text = fc.constantFrom(
    "",
    "[secret]",
    "{",
    "{}",
    "H4sI",
    "Attach",
    "Windows",
    "Mix",
    ...Object.values(unknown),
  );
  const leaf = fc.oneof(text, fc.string(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined));
  const asset = fc.constant({ path: Promise.resolve("x"), __pulumiAsset: true });
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      leaf,
      asset,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...telling), tie("value"), { maxKeys: 5 }),
    ),
  })).value;
}

describe("a declaration of any properties", () => {
  it("is read without an error", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom(...telling), values(), { maxKeys: 6 }),
        (type, props) => {
          assert.doesNotThrow(() => declarationOf(type, unknownCheckingProxy(props)));
          assert.doesNotThrow(() => declarationOf(type, props));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is read without an error where some of a whole VM is something else, and never loses the VM", () => {
    const place = fc
      .constantFrom(...fixtures)
      .chain((fixture) => fc.tuple(fc.constant(fixture), fc.constantFrom(...pathsIn(fixture.props)), values()));
    fc.assert(
      fc.property(place, ([{ type, props }, path, value]) => {
        const kind = declarationOf(type, unknownCheckingProxy(replaced(props, path, value)))?.kind;
        // A scale set without a profile is none.
        assert.ok(kind === "vm" || path.keys.join() === "virtualMachineProfile", type);
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same read twice", () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...telling), values()), (type, props) => {
        const proxy = unknownCheckingProxy(props);
        assert.deepEqual(declarationOf(type, proxy), declarationOf(type, proxy));
      }),
      { numRuns: 200 },
    );
  });
});
