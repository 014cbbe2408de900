import assert from "node:assert/strict";
import { reported, runPack, type Verdict } from "../../unit/policies/harness";
import { configurationHardened, configurationNotHardened } from "./configuration";
import { dataHardened, dataNotHardened } from "./data";
import type { Declaration, Declarations } from "./declaration";
import { extensionsHardened, extensionsNotHardened } from "./extensions";
import { imagesHardened, imagesNotHardened } from "./images";
import { installedBefore } from "./installed-before";
import { platformsHardened, platformsNotHardened } from "./platforms";
import { typesHardened, typesNotHardened } from "./types";

type Theme = readonly [theme: string, declarations: Declarations];

const notHardened: readonly Theme[] = [
  ["by its type", typesNotHardened],
  ["by its image", imagesNotHardened],
  ["by its data", dataNotHardened],
  ["by its platform", platformsNotHardened],
  ["by what runs in it", extensionsNotHardened],
  ["by what was installed before", installedBefore],
  ["by the pack's configuration", configurationNotHardened],
];

const hardened: readonly Theme[] = [
  ["by its type", typesHardened],
  ["by its image", imagesHardened],
  ["by its data", dataHardened],
  ["by its platform", platformsHardened],
  ["by what runs in it", extensionsHardened],
  ["by the pack's configuration", configurationHardened],
];

async function verdictsOf(declaration: Declaration) {
  const verdicts = await runPack([declaration], declaration.config);
  return verdicts[declaration.name ?? "vm"] ?? {};
}

function messagesOf(verdicts: Readonly<Record<string, Verdict>>): string {
  return Object.values(verdicts)
    .flatMap(({ violations }) => violations)
    .join("\n");
}

describe("a declaration that looks hardened, and is not,", () => {
  for (const [theme, declarations] of notHardened) {
    describe(theme, () => {
      for (const [what, declaration] of Object.entries(declarations)) {
        it(`is reported: ${what}`, async () => {
          const verdicts = await verdictsOf(declaration);
          const said = messagesOf(verdicts);
          assert.deepEqual(Object.keys(reported(verdicts)).sort(), [...declaration.reports].sort(), said);
          assert.notEqual(declaration.reports.length, 0);
          if (declaration.says !== undefined) assert.match(said, declaration.says);
        });
      }
    });
  }
});

describe("a declaration that looks odd, and is right,", () => {
  for (const [theme, declarations] of hardened) {
    describe(theme, () => {
      for (const [what, declaration] of Object.entries(declarations)) {
        it(`is left alone: ${what}`, async () => {
          const verdicts = await verdictsOf(declaration);
          assert.deepEqual(reported(verdicts), {}, messagesOf(verdicts));
        });
      }
    });
  }
});
