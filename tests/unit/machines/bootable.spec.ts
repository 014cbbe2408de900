import { deepStrictEqual, match, ok } from "node:assert";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { bootableImage } from "azure-kdump-sandbox/bin/guest/bootable";

describe("the image that a VM's guest boots", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "images-"));
  const before = process.env["SANDBOX_IMAGES"];
  beforeEach(() => {
    process.env["SANDBOX_IMAGES"] = folder;
  });
  after(() => {
    if (before === undefined) delete process.env["SANDBOX_IMAGES"];
    else process.env["SANDBOX_IMAGES"] = before;
    rmSync(folder, { recursive: true });
  });

  it("is the user's own where there is one, also of a release that is built here, and gets a network", async () => {
    for (const release of ["almalinux-9", "debian-12"]) {
      const disk = path.join(folder, `${release}.qcow2`);
      writeFileSync(disk, "");
      deepStrictEqual(await bootableImage(release), { disk, network: "internet" });
    }
  });

  it("is none of a release that nobody has an image of, and the reason says what to do", async () => {
    match(
      await reasonOf("rhel-9"),
      /no guest image of rhel-9: .*debian-11, debian-12, debian-13.*rhel-9\.qcow2.*SANDBOX_IMAGES/,
    );
  });

  it("is none of an image that is not known", async () => {
    match(await reasonOf(undefined), /none of a known release/);
  });
});

/** Why there is no image. */
async function reasonOf(release: string | undefined): Promise<string> {
  const image = await bootableImage(release);
  ok(typeof image === "string");
  return image;
}
