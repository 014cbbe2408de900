/** `{name}` placeholders filled in, as in Azure's REST paths. */
export function formatId(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/** The placeholders' values in an id, or undefined when the id is not of that template. Ids are case-insensitive. */
export function parseId(template: string, id: string): Readonly<Record<string, string>> | undefined {
  const pattern = template.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return new RegExp(`^${pattern}$`, "i").exec(id)?.groups;
}

/** The inputs an id is made of, in order, without the subscription, which is the provider's. */
export function idInputs(template: string): readonly string[] {
  return [...template.matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => name !== "subscriptionId");
}

export function sameId(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}

export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The resource a child lies in: a subnet's network. */
export function parentOf(id: string): string {
  return id.split("/").slice(0, -2).join("/");
}

export function resourceGroupOf(id: string): string {
  return id.split("/").slice(0, 5).join("/");
}

export function normalLocation(location: string): string {
  return location.toLowerCase().replaceAll(" ", "");
}
