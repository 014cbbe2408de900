import { createHash } from "node:crypto";
import { type GuestRelease, guestReleases } from "../releases";
import { espConfig, espFiles } from "./boot-loader";
import { diskTable, rootFileSystem } from "./disk";
import { rootArguments } from "./root";

/** What decides the bytes of an image. Only the versions of packages do not: those are the archive's of the day. */
export function imageDefinition(release: GuestRelease): object {
  const traits = guestReleases[release];
  return {
    suite: traits.suite,
    parts: traits.parts,
    root: rootArguments(traits),
    disk: diskTable.primary.toString("base64"),
    rootFileSystem,
    esp: { espConfig, espFiles },
  };
}

/** The same for the same definition, for ever; another for any other. */
export function digest(definition: object): string {
  return createHash("sha256").update(JSON.stringify(definition)).digest("hex").slice(0, 12);
}
