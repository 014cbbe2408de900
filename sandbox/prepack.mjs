// What npm runs in a package's folder before it packs it: what is packed comes from the sources that are there.
import { copyFileSync, existsSync, globSync, rmSync } from "node:fs";
import path from "node:path";

const compiled = /\.(js|js\.map|d\.ts)$/;

// The compiler leaves behind what it made from a file that is gone.
for (const file of globSync("bin/**/*").filter((name) => compiled.test(name)))
  if (!existsSync(path.relative("bin", file).replace(compiled, ".ts"))) rmSync(file);

copyFileSync(path.join(import.meta.dirname, "..", "LICENSE"), "LICENSE");
