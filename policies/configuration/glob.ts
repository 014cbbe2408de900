/** Whether a text matches a pattern in which `*` stands for any number of characters; Azure's names ignore case. */
export function matches(pattern: string, text: string): boolean {
  return expressionOf(pattern, "is").test(text);
}

/**
 * The same for URNs, which are told apart by case. A resource's name may hold `::`, and with it whatever looks like the
 * end of another URN: such a resource is matched by its whole URN alone.
 */
export function matchesUrn(pattern: string, urn: string): boolean {
  const [, , , , ...name] = urn.split("::");
  return name.length > 0 ? pattern === urn : expressionOf(pattern, "s").test(urn);
}

function expressionOf(pattern: string, flags: string): RegExp {
  const literal = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, flags);
}
