import { harden, toCustomData, assess, type Platform } from "azure-kdump-core";
import { load, YAML11_SCHEMA } from "js-yaml";

/*
 * How much of what `assess` costs is its own: documents judged per second, against only parsing the YAML that they hold,
 * side by side. Run with `npm run bench`. A ratio means something, a rate does not.
 */

const platform: Platform = { release: "debian-12", architecture: "x64", generation: 2, memoryMiB: 8192 };

/** A cloud-config of about `bytes`, of the kind that people write: files, packages, commands. */
function cloudConfig(bytes: number): string {
  const entries: string[] = [];
  for (let index = 0; entries.join("").length < bytes - 200; index++) {
    entries.push(
      `  - path: /etc/app/${index}.conf\n    permissions: "0644"\n    content: |\n      listen = ${8000 + index}\n      workers = 4\n      log = /var/log/app/${index}.log\n`,
    );
  }
  return `#cloud-config\npackages: [nginx, jq]\nwrite_files:\n${entries.join("")}runcmd:\n  - systemctl restart nginx\n  - [sh, -c, "echo ready >/run/ready"]\n`;
}

function perSecond(work: () => unknown): number {
  const until = performance.now() + 1500;
  let runs = 0;
  for (; performance.now() < until; runs++) work();
  return runs / 1.5;
}

console.log("bytes   parsed/s   assessed/s   ratio");
for (const bytes of [300, 2_000, 20_000]) {
  const text = cloudConfig(bytes);
  const customData = Buffer.from(text).toString("base64");
  perSecond(() => assess(platform, customData));
  const parsed = perSecond(() => load(text, { schema: YAML11_SCHEMA }));
  const assessed = perSecond(() => assess(platform, customData));
  console.log(
    `${String(text.length).padEnd(7)} ${parsed.toFixed(0).padStart(8)}   ${assessed.toFixed(0).padStart(10)}   ${(parsed / assessed).toFixed(2).padStart(5)}`,
  );
}

const own = toCustomData(harden(platform));
console.log(`our own hardening: ${perSecond(() => assess(platform, own)).toFixed(0)} assessed/s`);
