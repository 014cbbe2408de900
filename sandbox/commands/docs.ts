/** Writes what the documentation says of the code from the code; a test holds it true. */
export async function docs(): Promise<number> {
  // No other command needs the pack in its own process.
  const { writePages } = await import("../documentation/pages.js");
  writePages();
  return 0;
}
