/** `urn:pulumi:stack::project::parent$type::name`. */
export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** A logical name may itself hold `::`. */
export function logicalNameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
