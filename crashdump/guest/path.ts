/** A path without `.`, `..` and doubled slashes, from the root. */
export function normalize(path: string): string {
  if (isTidy(path)) return path;
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  // Every process sees its own root there, which is the only one.
  return `/${names.join("/")}`.replace(/^\/proc\/(?:self|thread-self|\d+)\/root(?=\/|$)/, "") || "/";
}

/** What stands behind the last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Nearly all are, and nothing is asked of a guest more often. */
function isTidy(path: string): boolean {
  return tidy.test(path) && !(path.startsWith("/proc/") && path.includes("/root"));
}

const tidy = /^(?:\/[^/.][^/]*)+$/;
