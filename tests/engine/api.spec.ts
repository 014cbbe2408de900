import assert from "node:assert/strict";
import { releaseNames } from "azure-kdump-core";
import { api, committedApi } from "azure-kdump-sandbox/bin/documentation/api";

interface Schema {
  readonly resources: Readonly<
    Record<string, { readonly requiredInputs: readonly string[]; readonly isComponent: boolean }>
  >;
  readonly types: Readonly<Record<string, { readonly enum?: readonly { readonly value: unknown }[] }>>;
}

/** A change of what users rest on is a diff of docs/api/: if it is meant, run `npm run api` and add a changeset. */
describe("what the packages offer", function () {
  this.timeout(300_000);

  for (const [file, make] of Object.entries(api)) {
    it(`is what ${file} says (mend with: npm run api)`, async () => {
      assert.equal(await make(), committedApi(file));
    });
  }

  it("is to other languages components with their required inputs and every release", () => {
    const schema = JSON.parse(committedApi("azure-kdump.schema.json")) as Schema;
    const components = Object.entries(schema.resources).map(([token, { isComponent, requiredInputs }]) => {
      assert.equal(isComponent, true, token);
      return [token, [...requiredInputs].sort()];
    });
    assert.deepEqual(components, [
      ["azure-kdump:index:HardenedVm", ["release", "resourceGroupName", "sshPublicKeys"]],
      ["azure-kdump:index:HardenedVmScaleSet", ["release", "resourceGroupName", "sshPublicKeys", "subnetId"]],
    ]);
    const releases = schema.types["azure-kdump:index:Release"]?.enum?.map(({ value }) => value);
    assert.deepEqual(releases, releaseNames);
  });
});
