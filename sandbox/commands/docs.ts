import * as path from "node:path";
import { sandboxPaths } from "../paths";

/** Writes what the documentation says of the code from the code, which a test holds true; and all of it as a site. */
export async function docs(): Promise<number> {
  // No other command needs the pack in its own process, or TypeDoc.
  const { writePages } = await import("../documentation/pages.js");
  const { writeSite } = await import("../documentation/site.js");
  writePages();
  const { site } = sandboxPaths();
  await writeSite(site);
  console.log(`Wrote the tables in docs/, and the site: ${path.join(site, "index.html")}`);
  return 0;
}
